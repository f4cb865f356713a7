package org.rollcall.oauth.dialect;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.platform.JsonResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Writes ClassLink's token answer, every value a scalar (contract, section 3). An exact client sees the four fields that
 * ClassLink sends; an extended one also {@code expires_in}, {@code refresh_token} and {@code scope}. A machine gets the answer
 * of RFC 6749, section 4.4.3, as it stands: it had no authorization request whose {@code response_type} could be echoed.
 */
@Component
public class TokenResponseWriter implements AuthenticationSuccessHandler {

	private final JsonResponse json;

	TokenResponseWriter(JsonResponse json) {
		this.json = json;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws IOException {
		OAuth2AccessTokenAuthenticationToken tokens = (OAuth2AccessTokenAuthenticationToken) authentication;
		OAuth2AccessToken accessToken = tokens.getAccessToken();
		Map<String, Object> additional = tokens.getAdditionalParameters();
		boolean exact = tokens.getDetails() instanceof Client client && client.isExact();
		boolean machine = !(tokens.getDetails() instanceof Client);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("access_token", accessToken.getTokenValue());
		body.put("token_type", "Bearer");
		if (!machine) {
			body.put("response_type", "code");
		}
		if (additional.containsKey("id_token")) {
			body.put("id_token", additional.get("id_token"));
		}
		if (!exact || machine) {
			body.put("expires_in", seconds(accessToken.getIssuedAt(), accessToken.getExpiresAt()));
			if (tokens.getRefreshToken() != null) {
				body.put("refresh_token", tokens.getRefreshToken().getTokenValue());
			}
			body.put("scope", additional.get("scope"));
		}
		this.json.write(response, HttpStatus.OK, body);
	}

	private static long seconds(@Nullable Instant from, @Nullable Instant to) {
		return Duration.between(Objects.requireNonNull(from), Objects.requireNonNull(to)).toSeconds();
	}

}
