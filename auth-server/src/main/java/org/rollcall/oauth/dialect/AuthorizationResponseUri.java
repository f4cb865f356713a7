package org.rollcall.oauth.dialect;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.RollcallProperties;

import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The address that carries an answer back to the app, its parameters in ClassLink's order (contract, section 2). A
 * registered URI that has a query of its own keeps it, letter by letter.
 */
@Component
public class AuthorizationResponseUri {

	private static final String DENIED = "access_denied";

	private final String issuer;

	AuthorizationResponseUri(RollcallProperties properties) {
		this.issuer = properties.issuer();
	}

	/**
	 * {@code code}, {@code response_type}, {@code state} as sent, and for extended clients {@code iss} (RFC 9207).
	 */
	public String success(AuthorizationSuccess success) {
		StringBuilder uri = new StringBuilder(success.redirectUri());
		append(uri, "code", success.code());
		append(uri, "response_type", "code");
		append(uri, "state", success.state());
		append(uri, "iss", success.client().isExact() ? null : this.issuer);
		return uri.toString();
	}

	/**
	 * {@code error}, a description in words, {@code state} as sent, and for extended clients {@code iss}. A denial to an
	 * exact client is {@code error} and {@code state} alone, as ClassLink sends it.
	 */
	public String error(AuthorizationError error) {
		boolean exact = error.client().isExact();
		StringBuilder uri = new StringBuilder(error.redirectUri());
		append(uri, "error", error.error());
		append(uri, "error_description", (exact && DENIED.equals(error.error())) ? null : error.description());
		append(uri, "state", error.state());
		append(uri, "iss", exact ? null : this.issuer);
		return uri.toString();
	}

	private static void append(StringBuilder uri, String name, @Nullable String value) {
		if (value != null) {
			char separator = (uri.indexOf("?") < 0) ? '?' : (uri.charAt(uri.length() - 1) == '?') ? '\0' : '&';
			if (separator != '\0') {
				uri.append(separator);
			}
			uri.append(name).append('=').append(UriUtils.encode(value, StandardCharsets.UTF_8));
		}
	}

}
