package org.rollcall.admin;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.App;
import org.rollcall.client.ClientSecrets;
import org.rollcall.client.ClientType;
import org.rollcall.client.KnownSecret;
import org.rollcall.config.Requests;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Changes an app from one secret to the next.
 */
@RestController
@RequestMapping("/admin/v1/clients/{clientId}/secrets")
class ClientSecretsController {

	private static final Duration LONGEST = Duration.ofDays(365);

	private final Reachable reachable;

	private final ClientSecrets secrets;

	ClientSecretsController(Reachable reachable, ClientSecrets secrets) {
		this.reachable = reachable;
		this.secrets = secrets;
	}

	@GetMapping
	@Described(value = "Read when an app’s secrets were made and used, and when they end", list = true)
	List<Map<String, Object>> all(@PathVariable String clientId) {
		return this.secrets.of(this.reachable.app(clientId).clientId()).stream().map(ClientSecretsController::item).toList();
	}

	@PostMapping
	@Described(value = "Make one more secret of an app", takes = "secret")
	ResponseEntity<Map<String, Object>> add(@PathVariable String clientId, @RequestBody(required = false) @Nullable String body) {
		App app = this.reachable.changeable(clientId);
		Duration othersEndIn = (body == null || body.isBlank()) ? null : (Duration) Requests.read("secret", body).get("othersEndIn");
		if (othersEndIn != null && (othersEndIn.isNegative() || othersEndIn.compareTo(LONGEST) > 0)) {
			throw Requests.refusal("othersEndIn", "A secret stays good for 365 days at most.");
		}
		if (app.registration().type() == ClientType.PUBLIC) {
			throw new RefusedByStateException("public-app", "A public app has no secret.");
		}
		String secret = this.secrets.add(app.clientId(), othersEndIn)
			.orElseThrow(() -> new RefusedByStateException("enough-secrets",
					"The app has " + ClientSecrets.MOST + " secrets already. End one of them first."));
		Map<String, Object> item = item(this.secrets.of(app.clientId()).getFirst());
		item.put("clientSecret", secret);
		return ResponseEntity.status(HttpStatus.CREATED).body(item);
	}

	/**
	 * @param in how long it stays good, such as {@code 7d}; it ends at once if that is left out
	 */
	@DeleteMapping("/{secretId:\\d{1,18}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Described("End a secret of an app, at once or in a while")
	void end(@PathVariable String clientId, @PathVariable long secretId, @RequestParam(required = false) @Nullable String in) {
		App app = this.reachable.app(clientId);
		Duration span = (in != null) ? span(in) : Duration.ZERO;
		if (this.secrets.of(app.clientId()).stream().noneMatch((secret) -> secret.id() == secretId)) {
			throw new UnknownItemException("The app has no secret " + secretId + ".");
		}
		this.secrets.end(app.clientId(), secretId, span);
	}

	private static Duration span(String text) {
		return Optional.of(text)
			.filter((typed) -> !typed.chars().allMatch(Character::isDigit))
			.flatMap(ClientSecretsController::parsed)
			.filter((span) -> !span.isNegative() && span.compareTo(LONGEST) <= 0)
			.orElseThrow(() -> Requests.refusal("in", "'" + text + "' is not a time span of 365 days at most; write it like 24h or 7d."));
	}

	private static Optional<Duration> parsed(String text) {
		try {
			return Optional.of(DurationStyle.detectAndParse(text));
		}
		catch (IllegalArgumentException | ArithmeticException | DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	private static Map<String, Object> item(KnownSecret secret) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("secretId", secret.id());
		item.put("createdAt", secret.createdAt().toString());
		item.put("lastUsedAt", (secret.lastUsedAt() != null) ? secret.lastUsedAt().toString() : null);
		item.put("endsAt", (secret.endsAt() != null) ? secret.endsAt().toString() : null);
		return item;
	}

}
