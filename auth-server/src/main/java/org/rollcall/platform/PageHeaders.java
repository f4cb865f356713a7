package org.rollcall.platform;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The security headers of every page: nothing from elsewhere, nothing inline, in nobody's frame.
 *
 * <p>
 * There is no {@code form-action}: browsers apply it to the redirects that follow a form as well, and the consent form ends
 * at the app, whose address may have any scheme.
 */
public final class PageHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; "
			+ "font-src 'self'; base-uri 'none'; frame-ancestors 'none'";

	@Override
	public void customize(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER))
			.permissionsPolicyHeader((policy) -> policy.policy("camera=(), geolocation=(), microphone=()"))
			.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
	}

}
