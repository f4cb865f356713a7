package org.rollcall.oauth;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import com.nimbusds.jwt.JWTClaimsSet;
import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.directory.Person;
import org.rollcall.key.SigningKeys;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.token.IssuedTokens;

import org.springframework.stereotype.Component;

/**
 * Makes id_tokens, and recognises them when they come back as hints (contract, section 4; OpenID Connect Core, section 2).
 * They carry no {@code nbf}: a verifier that asked for one would break at ClassLink as well.
 */
@Component
class IdTokens {

	private final SigningKeys keys;

	private final UserClaims userClaims;

	private final String issuer;

	IdTokens(SigningKeys keys, UserClaims userClaims, RollcallProperties properties) {
		this.keys = keys;
		this.userClaims = userClaims;
		this.issuer = properties.issuer();
	}

	/**
	 * @param nonce {@code null} in the answer to a refresh (OpenID Connect Core, section 12.2)
	 */
	String issue(Client client, IssuedTokens tokens, Person person, @Nullable String nonce) {
		Instant now = tokens.issuedAt();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(this.issuer)
			.audience(client.clientId())
			.expirationTime(Date.from(now.plus(client.lifetimes().idToken())))
			.issueTime(Date.from(now))
			.claim("auth_time", tokens.grant().authTime().getEpochSecond());
		if (nonce != null) {
			claims.claim("nonce", nonce);
		}
		this.userClaims.of(person, tokens.scopes(), tokens.grant().declined()).forEach(claims::claim);
		return this.keys.sign(claims.build());
	}

	/**
	 * Returns the UserId in an id_token of ours, expired or not.
	 */
	Optional<Integer> userId(String idToken) {
		return ours(idToken).map((claims) -> Integer.valueOf(claims.getSubject()));
	}

	/**
	 * Returns the client that an id_token of ours was made for, expired or not.
	 */
	Optional<String> clientId(String idToken) {
		return ours(idToken).map((claims) -> claims.getAudience().getFirst());
	}

	private Optional<JWTClaimsSet> ours(String idToken) {
		return this.keys.verify(idToken).filter((claims) -> this.issuer.equals(claims.getIssuer()));
	}

}
