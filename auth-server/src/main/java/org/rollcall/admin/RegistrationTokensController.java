package org.rollcall.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.InitialAccessToken;
import org.rollcall.client.InitialAccessTokens;
import org.rollcall.directory.Districts;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tokens with which programs register apps.
 */
@RestController
@RequestMapping("/admin/v1/registration-tokens")
class RegistrationTokensController extends MadeSecretsController {

	private static final int USUAL_DAYS = 14;

	private final InitialAccessTokens tokens;

	RegistrationTokensController(InitialAccessTokens tokens, Districts districts, Versions versions, InstantSource clock) {
		super(districts, versions, clock, "registration-tokens");
		this.tokens = tokens;
	}

	@Override
	List<Map<String, Object>> all(@Nullable Integer tenantId) {
		return this.tokens.all(tenantId).stream().map(RegistrationTokensController::item).toList();
	}

	@Override
	Optional<Map<String, Object>> find(UUID id) {
		return this.tokens.find(id).map(RegistrationTokensController::item);
	}

	@Override
	Map.Entry<String, String> make(UUID id, Map<String, Object> asked, @Nullable Integer tenantId) {
		Instant end = end(asked, USUAL_DAYS, InitialAccessTokens.LONGEST);
		int uses = (Integer) asked.getOrDefault("uses", 1);
		return Map.entry("token",
				this.tokens.make(id, String.valueOf(asked.get("name")), tenantId, uses, Caller.current().makerId(), end).orElseThrow());
	}

	@Override
	void revoke(UUID id) {
		this.tokens.revoke(id);
	}

	private static Map<String, Object> item(InitialAccessToken token) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("id", token.id().toString());
		item.put("name", token.name());
		item.put("district", token.district());
		item.put("usesLeft", token.usesLeft());
		item.put("madeBy", token.madeBy());
		item.put("createdAt", token.createdAt().toString());
		item.put("expiresAt", token.expiresAt().toString());
		return item;
	}

}
