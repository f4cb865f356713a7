package org.rollcall.oauth.dialect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Who calls the token endpoint? {@code client_secret_basic}, {@code client_secret_post}, both at once, or a public client's
 * {@code client_id} alone (contract, section 3). With both, the header counts, and the body must not name another client.
 */
@Component
public class ClientCredentialsConverter implements AuthenticationConverter {

	/** The request attribute under which the id stands that an app named itself with, by whatever way. */
	static final String CLIENT_ID = ClientCredentialsConverter.class.getName();

	@Override
	public Authentication convert(HttpServletRequest request) {
		String clientId = request.getParameter("client_id");
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header != null && StringUtils.startsWithIgnoreCase(header, "Basic ")) {
			String[] credentials = basic(header.substring("Basic ".length()).strip());
			request.setAttribute(CLIENT_ID, credentials[0]);
			if (clientId != null && !clientId.equals(credentials[0])) {
				throw refused("The Authorization header and the body name different clients.");
			}
			return token(credentials[0], ClientAuthenticationMethod.CLIENT_SECRET_BASIC, credentials[1]);
		}
		if (clientId == null) {
			throw refused("No client authentication was sent: send client_id and client_secret, in the body or as HTTP Basic.");
		}
		String secret = request.getParameter("client_secret");
		return (secret != null) ? token(clientId, ClientAuthenticationMethod.CLIENT_SECRET_POST, secret)
				: token(clientId, ClientAuthenticationMethod.NONE, null);
	}

	private static Authentication token(String clientId, ClientAuthenticationMethod method, @Nullable String secret) {
		if (!clientId.chars().allMatch((c) -> c >= 0x20 && c < 0x7f)) {
			throw refused("There is no app with this client_id: it has characters that no client_id has.");
		}
		return new OAuth2ClientAuthenticationToken(clientId, method, secret, Map.of());
	}

	/**
	 * The id and the secret are form-encoded before they are joined (RFC 6749, section 2.3.1). Those in ClassLink's form are
	 * the same either way.
	 */
	private static String[] basic(String encoded) {
		try {
			String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
			int colon = decoded.indexOf(':');
			if (colon > 0) {
				return new String[] { URLDecoder.decode(decoded.substring(0, colon), StandardCharsets.UTF_8),
						URLDecoder.decode(decoded.substring(colon + 1), StandardCharsets.UTF_8) };
			}
		}
		catch (IllegalArgumentException ex) {
			throw refused("The Authorization header is not HTTP Basic: BASE64(client_id:client_secret).");
		}
		throw refused("The Authorization header is not HTTP Basic: BASE64(client_id:client_secret).");
	}

	private static OAuth2AuthenticationException refused(String description) {
		return new OAuth2AuthenticationException(
				new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, description, null));
	}

}
