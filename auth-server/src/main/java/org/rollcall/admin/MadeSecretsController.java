package org.rollcall.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.Requests;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Secrets for programs, which are shown once: each has a name, an end, and one district or the whole server in reach.
 */
abstract class MadeSecretsController {

	private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

	private final Districts districts;

	private final Versions versions;

	private final InstantSource clock;

	private final String kind;

	/**
	 * @param kind what they are called in addresses
	 */
	MadeSecretsController(Districts districts, Versions versions, InstantSource clock, String kind) {
		this.districts = districts;
		this.versions = versions;
		this.clock = clock;
		this.kind = kind;
	}

	/**
	 * Returns those of a district; of all, and of the server, for {@code null}.
	 */
	abstract List<Map<String, Object>> all(@Nullable Integer tenantId);

	abstract Optional<Map<String, Object>> find(UUID id);

	/**
	 * Makes one.
	 * @param asked what was sent
	 * @return what it is called in the answer, and the secret
	 */
	abstract Map.Entry<String, String> make(UUID id, Map<String, Object> asked, @Nullable Integer tenantId);

	abstract void revoke(UUID id);

	@GetMapping
	List<Map<String, Object>> all() {
		return all(Caller.current().tenantId());
	}

	@PostMapping
	ResponseEntity<Map<String, Object>> make(@RequestBody(required = false) @Nullable String body) {
		Map<String, Object> asked = Requests.read(this.kind, (body != null) ? body : "");
		UUID id = UUID.randomUUID();
		Map.Entry<String, String> secret = make(id, asked, tenantId((String) asked.get("district")));
		Map<String, Object> item = find(id).orElseThrow();
		item.put(secret.getKey(), secret.getValue());
		return this.versions.answer(HttpStatus.CREATED, item);
	}

	@GetMapping("/{id:" + ID + "}")
	ResponseEntity<Map<String, Object>> find(@PathVariable String id) {
		return this.versions.answer(HttpStatus.OK, known(id));
	}

	@DeleteMapping("/{id:" + ID + "}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(@PathVariable String id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		known(id);
		UUID known = UUID.fromString(id);
		this.versions.change(ifMatch, this.kind + " " + id, () -> find(known), () -> {
			revoke(known);
			return true;
		});
	}

	private Map<String, Object> known(String id) {
		Caller caller = Caller.current();
		return find(UUID.fromString(id))
			.filter((item) -> caller.tenantId() == null || caller.reaches(String.valueOf(item.get("district"))))
			.orElseThrow(() -> new UnknownItemException("There is nothing with the id '" + id + "'."));
	}

	private @Nullable Integer tenantId(@Nullable String customUrl) {
		Caller caller = Caller.current();
		if (customUrl == null) {
			return caller.tenantId();
		}
		if (!caller.reaches(customUrl)) {
			throw new BeyondReachException("This key reaches the district '" + caller.district() + "' only.");
		}
		return this.districts.findByCustomUrl(customUrl)
			.map(District::tenantId)
			.orElseThrow(() -> Requests.refusal("district", "There is no district '" + customUrl + "'."));
	}

	/**
	 * Returns the end of the last day that was asked for.
	 */
	Instant end(Map<String, Object> asked, int usualDays, Duration longest) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		String until = (String) asked.get("until");
		try {
			LocalDate last = (until != null) ? LocalDate.parse(until) : today.plusDays(usualDays);
			if (!last.isBefore(today) && last.isBefore(today.plusDays(longest.toDays()))) {
				return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
			}
		}
		catch (DateTimeParseException ex) {
			// said below
		}
		throw Requests.refusal("until", "'" + until + "' is not a day from today on, " + longest.toDays() + " days ahead at most.");
	}

}
