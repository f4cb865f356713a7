package org.rollcall.console;

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
import org.rollcall.client.InitialAccessToken;
import org.rollcall.client.InitialAccessTokens;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.RollcallProperties;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the pages about tokens for the registration of apps have in common, be they a district's or the server's.
 */
@Component
class InitialTokenForm {

	private static final int USUAL_DAYS = 14;

	private final InitialAccessTokens keys;

	private final Districts districts;

	private final RollcallProperties properties;

	private final InstantSource clock;

	InitialTokenForm(InitialAccessTokens keys, Districts districts, RollcallProperties properties, InstantSource clock) {
		this.keys = keys;
		this.districts = districts;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * @param district {@code null} for the pages of the server
	 */
	String list(@Nullable District district, Model model) {
		Instant now = this.clock.instant();
		model.addAttribute("path", path(district));
		model.addAttribute("keys",
				this.keys.all(tenantId(district)).stream().map((key) -> new Listed(key, key.isEndedAt(now))).toList());
		return "console/settings-registration";
	}

	String ask(@Nullable District district, Model model) {
		Map<String, String> typed = new LinkedHashMap<>();
		typed.put("form", UUID.randomUUID().toString());
		typed.put("uses", "1");
		typed.put("until", today().plusDays(USUAL_DAYS).toString());
		return show(district, typed, new Faults(), model);
	}

	String make(@Nullable District district, Administrator administrator, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = new LinkedHashMap<>();
		for (String field : List.of("form", "name", "uses", "until", "district")) {
			typed.put(field, sent.first(field).orElse("").strip());
		}
		Faults faults = new Faults();
		String name = typed.get("name");
		faults.check(!name.isEmpty(), "name", "console.fault.missing");
		faults.check(name.length() <= 100 && name.chars().noneMatch(Character::isISOControl), "name", "console.fault.text");
		Optional<LocalDate> until = date(typed.get("until"));
		faults.check(until.isPresent() && !until.get().isBefore(today())
				&& until.get().isBefore(today().plusDays(InitialAccessTokens.LONGEST.toDays())), "until", "console.registration.until.fault");
		Integer tenantId = tenantId(district);
		if (district == null && !typed.get("district").isEmpty()) {
			tenantId = this.districts.findByCustomUrl(typed.get("district")).map(District::tenantId).orElse(null);
			faults.check(tenantId != null, "district", "console.api-keys.district.fault");
		}
		String uses = typed.get("uses");
		faults.check(uses.matches("[0-9]{1,4}") && Integer.parseInt(uses) >= 1
				&& Integer.parseInt(uses) <= InitialAccessTokens.MOST_USES, "uses", "console.registration.uses.fault",
				InitialAccessTokens.MOST_USES);
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return show(district, typed, faults, model);
		}
		Optional<String> secret = this.keys.make(id(typed.get("form")), name, tenantId, Integer.parseInt(uses),
				administrator.userId(),
				until.orElseThrow().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
		model.addAttribute("path", path(district));
		model.addAttribute("name", name);
		model.addAttribute("secret", secret.orElse(null));
		model.addAttribute("example", """
				curl -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \\
				  -d '{"client_name": "My app", "redirect_uris": ["https://app.example/callback"]}' %s/connect/register"""
			.formatted(secret.orElse(""), this.properties.backChannelUrl()));
		model.addAttribute("words", "registration");
		return "console/settings-api-key-made";
	}

	String askToRevoke(@Nullable District district, String id, Model model) {
		model.addAttribute("path", path(district));
		model.addAttribute("words", "registration");
		model.addAttribute("key", key(district, id));
		return "console/settings-api-key-revoke";
	}

	String revoke(@Nullable District district, String id) {
		this.keys.revoke(key(district, id).id());
		return "redirect:" + path(district) + "?done=registration.revoked";
	}

	/**
	 * A key of somebody else is as good as none.
	 */
	private InitialAccessToken key(@Nullable District district, String id) {
		return Optional.of(id)
			.filter((text) -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
			.map(UUID::fromString)
			.flatMap(this.keys::find)
			.filter((key) -> district == null || Integer.valueOf(district.tenantId()).equals(key.tenantId()))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private String show(@Nullable District district, Map<String, String> typed, Faults faults, Model model) {
		model.addAttribute("path", path(district));
		model.addAttribute("server", district == null);
		model.addAttribute("mostUses", InitialAccessTokens.MOST_USES);
		model.addAttribute("today", today());
		model.addAttribute("latest", today().plusDays(InitialAccessTokens.LONGEST.toDays() - 1));
		model.addAttribute("typed", typed);
		model.addAttribute("faults", faults);
		return "console/settings-registration-new";
	}

	private static String path(@Nullable District district) {
		return (district != null) ? "/console/" + district.customUrl() + "/settings/registration" : "/console/-/registration";
	}

	private static @Nullable Integer tenantId(@Nullable District district) {
		return (district != null) ? district.tenantId() : null;
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

	private static Optional<LocalDate> date(String text) {
		try {
			return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.of(LocalDate.parse(text)) : Optional.empty();
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	private static UUID id(String text) {
		return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? UUID.fromString(text) : UUID.randomUUID();
	}

	/**
	 * A key in a list.
	 */
	record Listed(InitialAccessToken key, boolean ended) {

	}

}
