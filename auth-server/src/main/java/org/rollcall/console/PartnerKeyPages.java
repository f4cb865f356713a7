package org.rollcall.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.administrator.Administrator;
import org.rollcall.client.App;
import org.rollcall.directory.District;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.share.PartnerKey;
import org.rollcall.share.PartnerKeys;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * With what an app asks which districts share their rosters with it.
 */
@Controller
@Allowed(Audience.DEVELOPERS)
class PartnerKeyPages {

	private static final String PATH = AppPages.PATH + "/{clientId}/partner-keys";

	private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

	private final AppAccess access;

	private final PartnerKeys keys;

	private final RollcallProperties properties;

	private final InstantSource clock;

	PartnerKeyPages(AppAccess access, PartnerKeys keys, RollcallProperties properties, InstantSource clock) {
		this.access = access;
		this.keys = keys;
		this.properties = properties;
		this.clock = clock;
	}

	@GetMapping(PATH + "/new")
	@Reauthenticated
	String ask(Administrator administrator, District district, @PathVariable String clientId, HttpServletResponse response, Model model) {
		App app = this.access.change(administrator, district, clientId);
		return form(app, Map.of("form", UUID.randomUUID().toString(), "name", "", "until", ""), new FormFaults(), response, model);
	}

	/**
	 * The key stands in this answer and nowhere else.
	 */
	@PostMapping(PATH + "/new")
	@Reauthenticated
	String make(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		App app = this.access.change(administrator, district, clientId);
		Map<String, String> typed = typed(request);
		String name = typed.get("name");
		FormFaults faults = new FormFaults();
		faults.check(!name.isEmpty(), "name", "console.fault.missing");
		faults.check(name.length() <= 100 && name.chars().noneMatch(Character::isISOControl), "name", "console.fault.text");
		Optional<LocalDate> until = until(typed.get("until"));
		faults.check(typed.get("until").isEmpty() || until.filter((day) -> !day.isBefore(today())).isPresent(), "until",
				"console.partner-keys.until.fault");
		faults.check(!this.keys.isFull(clientId), "name", "console.partner-keys.full", PartnerKeys.MOST);
		if (!faults.isEmpty()) {
			return form(app, typed, faults, response, model);
		}
		Instant end = until.map((day) -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()).orElse(null);
		UUID id = typed.get("form").matches(ID) ? UUID.fromString(typed.get("form")) : UUID.randomUUID();
		Optional<String> key = this.keys.make(id, clientId, name, end);
		model.addAttribute("path", path(district, clientId));
		model.addAttribute("name", name);
		model.addAttribute("secret", key.orElse(null));
		model.addAttribute("example",
				"curl -H 'Authorization: Bearer " + key.orElse("") + "' " + this.properties.backChannelUrl() + "/applications");
		model.addAttribute("words", "partner-keys");
		return "console/settings-api-key-made";
	}

	@GetMapping(PATH + "/{keyId}/end")
	@Reauthenticated
	String askEnd(Administrator administrator, District district, @PathVariable String clientId, @PathVariable String keyId, Model model) {
		App app = this.access.change(administrator, district, clientId);
		model.addAttribute("app", app);
		model.addAttribute("key", key(app, keyId));
		return "console/partner-key-end";
	}

	@PostMapping(PATH + "/{keyId}/end")
	@Reauthenticated
	String end(Administrator administrator, District district, @PathVariable String clientId, @PathVariable String keyId) {
		App app = this.access.change(administrator, district, clientId);
		this.keys.end(clientId, key(app, keyId).id());
		return "redirect:" + path(district, clientId) + "?done=partner-keys.ended";
	}

	private PartnerKey key(App app, String keyId) {
		return this.keys.of(app.clientId())
			.stream()
			.filter((key) -> key.id().toString().equals(keyId))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private String form(App app, Map<String, String> typed, FormFaults faults, HttpServletResponse response, Model model) {
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		model.addAttribute("app", app);
		model.addAttribute("typed", typed);
		model.addAttribute("today", today());
		model.addAttribute("faults", faults);
		return "console/partner-key-new";
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

	private static Map<String, String> typed(HttpServletRequest request) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = new LinkedHashMap<>();
		for (String field : new String[] { "form", "name", "until" }) {
			typed.put(field, sent.first(field).orElse("").strip());
		}
		return typed;
	}

	private static Optional<LocalDate> until(String text) {
		try {
			return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.of(LocalDate.parse(text)) : Optional.empty();
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	private static String path(District district, String clientId) {
		return "/console/" + district.customUrl() + "/apps/" + clientId;
	}

}
