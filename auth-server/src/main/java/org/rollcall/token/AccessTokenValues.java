package org.rollcall.token;

import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;

import org.rollcall.client.Client;
import org.rollcall.client.TokenFormat;
import org.rollcall.key.SigningKeys;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.RollcallProperties;

import org.springframework.stereotype.Component;

/**
 * What access tokens look like: ClassLink's form, or a JWT (RFC 9068). A JWT is as good as its row in the database, like any
 * other token, and is recognised by the hash of the whole of it; so this server never has to believe what stands in one.
 *
 * <p>
 * Its audience is the issuer: the APIs that it is made for are this server's own. Apps send {@code resource} to ClassLink and
 * nothing comes of it (contract, section 2), so an app cannot choose another audience here either; and it is not the app, for
 * whose eyes id_tokens are.
 */
@Component
class AccessTokenValues {

	private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

	/** Ours are far shorter, whatever an app is registered for. */
	private static final int LONGEST = 8_192;

	private final SigningKeys keys;

	private final String issuer;

	AccessTokenValues(SigningKeys keys, RollcallProperties properties) {
		this.keys = keys;
		this.issuer = properties.issuer();
	}

	/**
	 * Tells whether something could be an access token of ours, so that nobody needs to look for what cannot be.
	 */
	static boolean hasForm(String value) {
		return ClassLinkIdentifier.hasForm(value) || isJwt(value);
	}

	static boolean isJwt(String value) {
		return value.startsWith("eyJ") && value.length() <= LONGEST;
	}

	/**
	 * Returns a new token for what a person allowed.
	 */
	String next(Client client, Grant grant, Set<String> scopes, Instant issuedAt, Instant expiresAt) {
		if (client.tokenFormat() == TokenFormat.OPAQUE) {
			return ClassLinkIdentifier.next(issuedAt);
		}
		return sign(claims(client, scopes, issuedAt, expiresAt).subject(Integer.toString(grant.userId()))
			.claim("auth_time", grant.authTime().getEpochSecond()));
	}

	/**
	 * Returns a new token for the app itself. A JWT must have a subject, which is the app then (RFC 9068, section 2.2); no
	 * UserId looks like a client id.
	 */
	String next(Client client, Set<String> scopes, Instant issuedAt, Instant expiresAt) {
		if (client.tokenFormat() == TokenFormat.OPAQUE) {
			return ClassLinkIdentifier.next(issuedAt);
		}
		return sign(claims(client, scopes, issuedAt, expiresAt).subject(client.clientId()));
	}

	private JWTClaimsSet.Builder claims(Client client, Set<String> scopes, Instant issuedAt, Instant expiresAt) {
		return new JWTClaimsSet.Builder().issuer(this.issuer)
			.audience(this.issuer)
			.expirationTime(Date.from(expiresAt))
			.issueTime(Date.from(issuedAt))
			.jwtID(UUID.randomUUID().toString())
			.claim("client_id", client.clientId())
			.claim("scope", String.join(" ", scopes));
	}

	private String sign(JWTClaimsSet.Builder claims) {
		return this.keys.sign(TYPE, claims.build());
	}

}
