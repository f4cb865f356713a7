package org.rollcall.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.App;
import org.rollcall.config.Requests;
import org.rollcall.share.PartnerKey;
import org.rollcall.share.PartnerKeys;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * With what an app asks which districts share their rosters with it.
 */
@RestController
@RequestMapping("/admin/v1/clients/{clientId}/partner-keys")
class PartnerKeysController {

	private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

	private final Reachable reachable;

	private final PartnerKeys keys;

	private final InstantSource clock;

	PartnerKeysController(Reachable reachable, PartnerKeys keys, InstantSource clock) {
		this.reachable = reachable;
		this.keys = keys;
		this.clock = clock;
	}

	@GetMapping
	@Described(value = "Read when an app’s partner keys were made and used, and when they end", list = true)
	List<Map<String, Object>> all(@PathVariable String clientId) {
		return this.keys.of(this.reachable.app(clientId).clientId()).stream().map(PartnerKeysController::item).toList();
	}

	@PostMapping
	@Described(value = "Make a partner key of an app", takes = "partner-key")
	ResponseEntity<Map<String, Object>> make(@PathVariable String clientId, @RequestBody(required = false) @Nullable String body) {
		App app = this.reachable.changeable(clientId);
		Map<String, Object> asked = Requests.read("partner-key", (body != null) ? body : "");
		Instant end = end((String) asked.get("until"));
		if (this.keys.isFull(app.clientId())) {
			throw new RefusedByStateException("enough-partner-keys",
					"The app has " + PartnerKeys.MOST + " partner keys already. End one of them first.");
		}
		UUID id = UUID.randomUUID();
		String key = this.keys.make(id, app.clientId(), String.valueOf(asked.get("name")), end).orElseThrow();
		Map<String, Object> item = this.keys.of(app.clientId())
			.stream()
			.filter((made) -> made.id().equals(id))
			.findFirst()
			.map(PartnerKeysController::item)
			.orElseThrow();
		item.put("key", key);
		return ResponseEntity.status(HttpStatus.CREATED).body(item);
	}

	@DeleteMapping("/{keyId:" + ID + "}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Described("End a partner key of an app at once")
	void end(@PathVariable String clientId, @PathVariable String keyId) {
		App app = this.reachable.app(clientId);
		UUID id = UUID.fromString(keyId);
		if (this.keys.of(app.clientId()).stream().noneMatch((key) -> key.id().equals(id))) {
			throw new UnknownItemException("The app has no partner key " + keyId + ".");
		}
		this.keys.end(app.clientId(), id);
	}

	private @Nullable Instant end(@Nullable String until) {
		if (until == null) {
			return null;
		}
		try {
			LocalDate last = LocalDate.parse(until);
			if (!last.isBefore(LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC))) {
				return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
			}
		}
		catch (DateTimeParseException ex) {
			// said below
		}
		throw Requests.refusal("until", "'" + until + "' is not a day from today on.");
	}

	private static Map<String, Object> item(PartnerKey key) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("id", key.id().toString());
		item.put("name", key.name());
		item.put("createdAt", key.createdAt().toString());
		item.put("expiresAt", (key.expiresAt() != null) ? key.expiresAt().toString() : null);
		item.put("lastUsedAt", (key.lastUsedAt() != null) ? key.lastUsedAt().toString() : null);
		return item;
	}

}
