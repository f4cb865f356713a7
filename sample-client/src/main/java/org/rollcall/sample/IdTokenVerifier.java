package org.rollcall.sample;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/**
 * Step 4: an id_token is believed only after each of these checks. Leave one out, and
 * somebody can sign in as somebody else.
 */
@Component
class IdTokenVerifier {

	/** How far two servers' clocks may be apart. */
	private static final Duration SKEW = Duration.ofMinutes(1);

	private final SampleProperties properties;

	private final InstantSource time;

	private final NimbusJwtDecoder signatures;

	IdTokenVerifier(SampleProperties properties, ClientHttpRequestFactory requests, InstantSource time) {
		this.properties = properties;
		this.time = time;
		this.signatures = NimbusJwtDecoder.withJwkSetUri(properties.jwksEndpoint())
			.jwsAlgorithm(SignatureAlgorithm.RS256)
			.restOperations(new RestTemplate(requests))
			.build();
		// the claims are checked below, one by one, where they can be read
		this.signatures.setJwtValidator((token) -> OAuth2TokenValidatorResult.success());
	}

	/**
	 * The id_token, if it is ClassLink's, for this app, still valid, and of this sign-in.
	 * @param nonce the one that went out with the request; none if nothing went out
	 */
	Jwt verify(String idToken, @Nullable String nonce) {
		Jwt token = verifySignature(idToken);
		check("issuer", properties.issuer().equals(token.getClaimAsString("iss")));
		check("audience", List.of(properties.clientId()).equals(token.getAudience()));
		check("expiry", token.getExpiresAt() != null && time.instant().isBefore(token.getExpiresAt().plus(SKEW)));
		check("subject", token.getSubject() != null && !token.getSubject().isBlank());
		check("nonce", nonce == null || Secrets.same(nonce, token.getClaimAsString("nonce")));
		return token;
	}

	/** An id_token that came with refreshed tokens: it must be about the same person. */
	Jwt verifyRefreshed(String idToken, Jwt former) {
		Jwt token = verify(idToken, null);
		check("subject", token.getSubject().equals(former.getSubject()));
		check("nonce", !token.hasClaim("nonce")
				|| Secrets.same(former.getClaimAsString("nonce"), token.getClaimAsString("nonce")));
		return token;
	}

	private Jwt verifySignature(String idToken) {
		try {
			return signatures.decode(idToken);
		}
		catch (BadJwtException ex) {
			throw SignInFailure.idToken("signature");
		}
		catch (JwtException ex) {
			throw SignInFailure.idToken("keys");
		}
	}

	private static void check(String what, boolean passed) {
		if (!passed) {
			throw SignInFailure.idToken(what);
		}
	}

}
