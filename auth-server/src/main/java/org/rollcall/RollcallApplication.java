package org.rollcall;

import org.rollcall.admin.AdminCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;

/**
 * Rollcall: an OAuth 2.0 and OpenID Connect authorization server that behaves like ClassLink.
 */
@SpringBootApplication(exclude = { OAuth2AuthorizationServerAutoConfiguration.class,
		OAuth2AuthorizationServerJwtAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class })
@ConfigurationPropertiesScan
public class RollcallApplication {

	public static void main(String[] args) {
		if (AdminCommand.isMeant(args)) {
			System.exit(AdminCommand.run(args));
		}
		SpringApplication.run(RollcallApplication.class, args);
	}

}
