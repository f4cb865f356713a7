package org.rollcall.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.rollcall.client.Scope;
import org.rollcall.directory.Person;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * What the id_token and {@code profileinfo} say about a person (contract, section 4), as far as the scopes give it. An exact
 * client always has those that give every claim, as at ClassLink.
 */
@Component
public class UserClaims {

	/** Claims that say what a token is: no person's own may take their place. */
	private static final Set<String> PROTOCOL = Set.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "azp", "acr",
			"amr", "at_hash", "c_hash", "sid", "nbf", "jti");

	/**
	 * Returns the claims in ClassLink's order, {@code sub} first, and then those that the person has besides.
	 * @param scopes what the tokens are good for
	 * @param declined what the person did not allow, and which no broader scope gives either
	 */
	public Map<String, Object> of(Person person, Set<String> scopes, Set<String> declined) {
		Set<Scope> effective = Scope.effective(scopes);
		declined.forEach((scope) -> Scope.of(scope).ifPresent(effective::remove));
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("sub", Integer.toString(person.userId()));
		boolean profile = effective.contains(Scope.PROFILE);
		if (profile) {
			claims.put("login_hint", person.loginId());
		}
		if (effective.contains(Scope.EMAIL)) {
			addEmail(claims, person);
		}
		if (profile) {
			addProfile(claims, person);
			addClassLink(claims, person);
		}
		if (profile) {
			addOwn(claims, person, effective);
		}
		return claims;
	}

	private static void addOwn(Map<String, Object> claims, Person person, Set<Scope> effective) {
		person.claims().forEach((name, value) -> {
			boolean withheld = name.startsWith("email") && !effective.contains(Scope.EMAIL);
			if (!PROTOCOL.contains(name) && !withheld) {
				claims.put(name, value);
			}
		});
	}

	private static void addEmail(Map<String, Object> claims, Person person) {
		if (StringUtils.hasText(person.email())) {
			claims.put("email", person.email());
			claims.put("email_verified", true);
		}
	}

	private static void addProfile(Map<String, Object> claims, Person person) {
		claims.put("name", person.displayName());
		claims.put("given_name", person.firstName());
		claims.put("family_name", person.lastName());
		if (StringUtils.hasText(person.middleName())) {
			claims.put("middle_name", person.middleName());
		}
		claims.put("preferred_username", person.loginId());
		if (StringUtils.hasText(person.imagePath())) {
			claims.put("picture", person.imagePath());
		}
		claims.put("profile", person.profile());
		Map<String, Object> address = new LinkedHashMap<>();
		address.put("locality", person.district().name());
		address.put("region", person.district().stateName());
		claims.put("address", address);
	}

	private static void addClassLink(Map<String, Object> claims, Person person) {
		claims.put("classLink_tenant_id", person.district().tenantId());
		claims.put("classLink_tenant_id_string", Integer.toString(person.district().tenantId()));
		claims.put("classLink_role", person.role().value());
		claims.put("classLink_role_level", person.role().level());
		claims.put("classLink_sourcedId", (person.sourcedId() != null) ? person.sourcedId() : "");
		claims.put("classLink_org_sourcedids", person.orgIds());
	}

}
