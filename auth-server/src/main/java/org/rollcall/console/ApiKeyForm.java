package org.rollcall.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.ApiKey;
import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.administrator.ApiKeys;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.RollcallProperties;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the pages about keys of the admin API have in common, be they a district's or the server's.
 */
@Component
class ApiKeyForm {

	private static final int USUAL_DAYS = 180;

	private final ApiKeys keys;

	private final Districts districts;

	private final RollcallProperties properties;

	private final InstantSource clock;

	ApiKeyForm(ApiKeys keys, Districts districts, RollcallProperties properties, InstantSource clock) {
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
		return "console/settings-api-keys";
	}

	String ask(@Nullable District district, Model model) {
		Map<String, String> typed = new LinkedHashMap<>();
		typed.put("form", UUID.randomUUID().toString());
		typed.put("until", today().plusDays(USUAL_DAYS).toString());
		return show(district, typed, new Faults(), model);
	}

	String make(@Nullable District district, Administrator administrator, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = new LinkedHashMap<>();
		for (String field : List.of("form", "name", "until", "district")) {
			typed.put(field, sent.first(field).orElse("").strip());
		}
		Set<String> scopes = new LinkedHashSet<>();
		for (ApiKeyScope scope : offered(district)) {
			String chosen = sent.first(scope.kind()).orElse("");
			typed.put(scope.kind(), chosen);
			switch (chosen) {
				case "read" -> scopes.add(scope.read());
				case "write" -> scopes.addAll(List.of(scope.read(), scope.write()));
				default -> {
				}
			}
		}
		Faults faults = new Faults();
		String name = typed.get("name");
		faults.check(!name.isEmpty(), "name", "console.fault.missing");
		faults.check(name.length() <= 100 && name.chars().noneMatch(Character::isISOControl), "name", "console.fault.text");
		Optional<LocalDate> until = date(typed.get("until"));
		faults.check(until.isPresent() && !until.get().isBefore(today())
				&& until.get().isBefore(today().plusDays(ApiKeys.LONGEST.toDays())), "until", "console.api-keys.until.fault");
		Integer tenantId = tenantId(district);
		if (district == null && !typed.get("district").isEmpty()) {
			tenantId = this.districts.findByCustomUrl(typed.get("district")).map(District::tenantId).orElse(null);
			faults.check(tenantId != null, "district", "console.api-keys.district.fault");
			faults.check(!scopes.contains(ApiKeyScope.CONFIG.read()), "district", "console.api-keys.district.config");
		}
		faults.check(!scopes.isEmpty(), "scopes", "console.api-keys.scopes.fault");
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return show(district, typed, faults, model);
		}
		Optional<String> secret = this.keys.make(id(typed.get("form")), name, tenantId, scopes, administrator.userId(),
				until.orElseThrow().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
		model.addAttribute("path", path(district));
		model.addAttribute("name", name);
		model.addAttribute("secret", secret.orElse(null));
		model.addAttribute("example", "curl -H 'X-API-Key: " + secret.orElse("") + "' " + this.properties.backChannelUrl()
				+ "/admin/v1/" + scopes.iterator().next().replaceAll("\\..*", ""));
		model.addAttribute("words", "api-keys");
		return "console/settings-api-key-made";
	}

	String askToRevoke(@Nullable District district, String id, Model model) {
		model.addAttribute("path", path(district));
		model.addAttribute("words", "api-keys");
		model.addAttribute("key", key(district, id));
		return "console/settings-api-key-revoke";
	}

	String revoke(@Nullable District district, String id) {
		this.keys.revoke(key(district, id).id());
		return "redirect:" + path(district) + "?done=api-keys.revoked";
	}

	/**
	 * A key of somebody else is as good as none.
	 */
	private ApiKey key(@Nullable District district, String id) {
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
		model.addAttribute("kinds", offered(district));
		model.addAttribute("today", today());
		model.addAttribute("latest", today().plusDays(ApiKeys.LONGEST.toDays() - 1));
		model.addAttribute("typed", typed);
		model.addAttribute("faults", faults);
		return "console/settings-api-key-new";
	}

	private static List<ApiKeyScope> offered(@Nullable District district) {
		return Arrays.stream(ApiKeyScope.values()).filter((scope) -> district == null || scope != ApiKeyScope.CONFIG).toList();
	}

	private static String path(@Nullable District district) {
		return (district != null) ? "/console/" + district.customUrl() + "/settings/api-keys" : "/console/-/api-keys";
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
	record Listed(ApiKey key, boolean ended) {

	}

}
