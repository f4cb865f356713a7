package org.rollcall.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.ApiKey;
import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.administrator.ApiKeys;
import org.rollcall.config.Requests;
import org.rollcall.directory.Districts;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Keys of the admin API. No key makes one that is good for more than itself, or for longer.
 */
@RestController
@RequestMapping("/admin/v1/api-keys")
class ApiKeysController extends MadeSecretsController {

	private static final int USUAL_DAYS = 180;

	private final ApiKeys keys;

	ApiKeysController(ApiKeys keys, Districts districts, Versions versions, InstantSource clock) {
		super(districts, versions, clock, "api-keys");
		this.keys = keys;
	}

	@Override
	List<Map<String, Object>> all(@Nullable Integer tenantId) {
		return this.keys.all(tenantId).stream().map(ApiKeysController::item).toList();
	}

	@Override
	Optional<Map<String, Object>> find(UUID id) {
		return this.keys.find(id).map(ApiKeysController::item);
	}

	@Override
	Map.Entry<String, String> make(UUID id, Map<String, Object> asked, @Nullable Integer tenantId) {
		Set<String> scopes = ((List<?>) asked.getOrDefault("scopes", List.of())).stream()
			.map(String::valueOf)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (scopes.isEmpty()) {
			throw Requests.refusal("scopes", "A key is good for one thing at least.");
		}
		for (ApiKeyScope scope : ApiKeyScope.values()) {
			boolean wanted = scopes.contains(scope.read()) || scopes.contains(scope.write());
			if (wanted && scope.isOfServer() && tenantId != null) {
				throw Requests.refusal("scopes", "What is the whole server's is not for a key of a single district: " + scope.kind() + ".");
			}
		}
		Instant end = end(asked, USUAL_DAYS, ApiKeys.LONGEST);
		checkNotAbove(Caller.current(), scopes, end);
		return Map.entry("key", this.keys.make(id, String.valueOf(asked.get("name")), tenantId, scopes, Caller.current().makerId(), end).orElseThrow());
	}

	private static void checkNotAbove(Caller caller, Set<String> scopes, Instant end) {
		scopes.stream().filter((scope) -> !caller.has(scope)).findFirst().ifPresent((scope) -> {
			throw new BeyondReachException(
					"This " + caller.what() + " cannot make a key that is good for " + scope + ", because it is not itself.");
		});
		if (caller.endsAt() != null && end.isAfter(caller.endsAt())) {
			throw new BeyondReachException("This key cannot make one that lasts longer than itself, which is until " + caller.endsAt() + ".");
		}
	}

	@Override
	void revoke(UUID id) {
		this.keys.revoke(id);
	}

	private static Map<String, Object> item(ApiKey key) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("id", key.id().toString());
		item.put("name", key.name());
		item.put("district", key.district());
		item.put("scopes", List.copyOf(key.scopes()));
		item.put("madeBy", key.madeBy());
		item.put("createdAt", key.createdAt().toString());
		item.put("expiresAt", key.expiresAt().toString());
		item.put("lastUsedAt", (key.lastUsedAt() != null) ? key.lastUsedAt().toString() : null);
		return item;
	}

}
