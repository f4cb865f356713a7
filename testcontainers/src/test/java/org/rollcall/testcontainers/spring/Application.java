package org.rollcall.testcontainers.spring;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that signs people in as Spring Boot does by itself.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class Application {

	@GetMapping("/me")
	String me(@AuthenticationPrincipal OidcUser user) {
		return user.getClaimAsString("login_hint") + " of " + user.getIssuer();
	}

}
