package org.rollcall.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;

import org.springframework.ui.Model;

/**
 * What forms have in common in which somebody makes a secret for programs: it has a name and an end, and reaches one district or the
 * whole server. The form brings an id along, so that sending it twice makes one.
 */
abstract class SecretForm {

	private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

	private final Districts districts;

	private final InstantSource clock;

	SecretForm(Districts districts, InstantSource clock) {
		this.districts = districts;
		this.clock = clock;
	}

	/**
	 * @param district {@code null} for the pages of the server
	 */
	abstract String list(@Nullable District district, Model model);

	abstract String ask(@Nullable District district, Model model);

	abstract String make(@Nullable District district, Administrator administrator, HttpServletRequest request,
			HttpServletResponse response, Model model);

	abstract String askToRevoke(@Nullable District district, String id, Model model);

	abstract String revoke(@Nullable District district, String id);

	Instant now() {
		return this.clock.instant();
	}

	LocalDate today() {
		return LocalDate.ofInstant(now(), ZoneOffset.UTC);
	}

	Map<String, String> blank(int usualDays) {
		Map<String, String> typed = new LinkedHashMap<>();
		typed.put("form", UUID.randomUUID().toString());
		typed.put("until", today().plusDays(usualDays).toString());
		return typed;
	}

	static Map<String, String> typed(Parameters sent, List<String> fields) {
		Map<String, String> typed = new LinkedHashMap<>();
		fields.forEach((field) -> typed.put(field, sent.first(field).orElse("").strip()));
		return typed;
	}

	/**
	 * @param longest for how long such a secret is good at most
	 * @param fault what is said of another end
	 */
	void checkNameAndEnd(Map<String, String> typed, Duration longest, String fault, FormFaults faults) {
		String name = typed.getOrDefault("name", "");
		faults.check(!name.isEmpty(), "name", "console.fault.missing");
		faults.check(name.length() <= 100 && name.chars().noneMatch(Character::isISOControl), "name", "console.fault.text");
		Optional<LocalDate> until = until(typed);
		faults.check(until.isPresent() && !until.get().isBefore(today()) && until.get().isBefore(today().plusDays(longest.toDays())),
				"until", fault);
	}

	/**
	 * Returns the only district that the secret reaches: that of the page, or the one that was typed on a page of the server.
	 */
	@Nullable Integer reach(@Nullable District district, Map<String, String> typed, FormFaults faults) {
		String named = typed.getOrDefault("district", "");
		if (district != null || named.isEmpty()) {
			return tenantId(district);
		}
		Integer tenantId = this.districts.findByCustomUrl(named).map(District::tenantId).orElse(null);
		faults.check(tenantId != null, "district", "console.api-keys.district.fault");
		return tenantId;
	}

	/**
	 * Returns the end of the last day.
	 */
	static Instant end(Map<String, String> typed) {
		return until(typed).orElseThrow().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
	}

	static UUID formId(Map<String, String> typed) {
		return id(typed.getOrDefault("form", "")).orElseGet(UUID::randomUUID);
	}

	static Optional<UUID> id(String text) {
		return text.matches(ID) ? Optional.of(UUID.fromString(text)) : Optional.empty();
	}

	static @Nullable Integer tenantId(@Nullable District district) {
		return (district != null) ? district.tenantId() : null;
	}

	/**
	 * A secret of somebody else is as good as none.
	 */
	static boolean isTheirs(@Nullable District district, @Nullable Integer tenantId) {
		return district == null || Integer.valueOf(district.tenantId()).equals(tenantId);
	}

	private static Optional<LocalDate> until(Map<String, String> typed) {
		String text = typed.getOrDefault("until", "");
		try {
			return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.of(LocalDate.parse(text)) : Optional.empty();
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

}
