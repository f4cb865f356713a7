package org.rollcall.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Palette;
import org.rollcall.password.PasswordRules;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.Sha256;
import org.rollcall.session.SessionLifetimes;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What a district decides for itself.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class SettingsPage {

	private static final String PATH = "/console/{district}/settings";

	private static final String STANDARD_COLOUR = "#0b6163";

	private static final List<Integer> USUAL_MINUTES = List.of(15, 30, 60, 120, 240, 480, 720, 1440, 4320, 10080, 43200);

	private final Districts districts;

	private final SessionLifetimes lifetimes;

	private final PasswordRules passwordRules;

	private final TransactionTemplate transaction;

	SettingsPage(Districts districts, SessionLifetimes lifetimes, PasswordRules passwordRules, TransactionTemplate transaction) {
		this.districts = districts;
		this.lifetimes = lifetimes;
		this.passwordRules = passwordRules;
		this.transaction = transaction;
	}

	/**
	 * Whoever was asked for the password on the way finds what they typed.
	 */
	@GetMapping(PATH)
	String page(District district, HttpServletRequest request, Model model) {
		Map<String, String> stored = stored(district);
		Parameters sent = Parameters.of(request);
		return show(district, stored, sent.first("customUrl").isPresent() ? typed(sent) : stored, new FormFaults(), List.of(), model);
	}

	@PostMapping(PATH)
	@Reauthenticated(kept = { "name", "customUrl", "ownColour", "colour", "session", "password" })
	String change(District district, HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = typed(sent);
		FormFaults faults = check(district, typed);
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return show(district, stored(district), typed, faults, List.of(), model);
		}
		Map<String, String> changedMeanwhile;
		try {
			changedMeanwhile = this.transaction.execute((status) -> write(district, typed, sent.first("version").orElse("")));
		}
		catch (DuplicateKeyException ex) {
			faults.add("customUrl", "console.settings.custom-url.taken");
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return show(district, stored(district), typed, faults, List.of(), model);
		}
		if (changedMeanwhile != null) {
			response.setStatus(HttpStatus.CONFLICT.value());
			return show(district, changedMeanwhile, typed, faults, differences(changedMeanwhile, typed), model);
		}
		String done = typed.get("customUrl").equals(district.customUrl()) ? "settings" : "settings.address";
		return "redirect:/console/" + typed.get("customUrl") + "/settings?done=" + done;
	}

	/**
	 * @return what is stored, if somebody else changed it since the form was shown; then it stays as it is
	 */
	private @Nullable Map<String, String> write(District district, Map<String, String> typed, String version) {
		District locked = this.districts.lock(district.tenantId()).orElseThrow(ForbiddenException::new);
		Map<String, String> stored = stored(locked);
		if (stored.equals(typed)) {
			return null;
		}
		if (!version(stored).equals(version)) {
			return stored;
		}
		this.districts.change(district.tenantId(), typed.get("name"), typed.get("customUrl"),
				typed.get("colour").isEmpty() ? null : typed.get("colour"));
		this.lifetimes.decide(district.tenantId(),
				typed.get("session").isEmpty() ? null : Duration.ofMinutes(Integer.parseInt(typed.get("session"))));
		this.passwordRules.decide(district.tenantId(), Integer.parseInt(typed.get("password")));
		return null;
	}

	private Map<String, String> stored(District district) {
		Map<String, String> stored = new LinkedHashMap<>();
		stored.put("name", district.name());
		stored.put("customUrl", district.customUrl());
		stored.put("colour", this.districts.colour(district.tenantId()).orElse(""));
		stored.put("session",
				this.lifetimes.of(district.tenantId()).map((lifetime) -> Long.toString(lifetime.toMinutes())).orElse(""));
		stored.put("password", Integer.toString(this.passwordRules.shortest(district.tenantId())));
		return stored;
	}

	private static Map<String, String> typed(Parameters sent) {
		Map<String, String> typed = new LinkedHashMap<>();
		typed.put("name", sent.first("name").orElse("").strip());
		typed.put("customUrl", sent.first("customUrl").orElse("").strip().toLowerCase(Locale.ROOT));
		typed.put("colour",
				sent.first("ownColour").isPresent() ? sent.first("colour").orElse("").strip().toLowerCase(Locale.ROOT) : "");
		typed.put("session", sent.first("session").orElse("").strip());
		typed.put("password", sent.first("password").orElse("").strip());
		return typed;
	}

	private FormFaults check(District district, Map<String, String> typed) {
		FormFaults faults = new FormFaults();
		String name = typed.get("name");
		faults.check(!name.isEmpty(), "name", "console.fault.missing");
		faults.check(name.length() <= 200 && name.chars().noneMatch(Character::isISOControl), "name", "console.fault.text");
		this.districts.problemOf(typed.get("customUrl"), district.tenantId())
			.ifPresent((problem) -> faults.add("customUrl",
					"console.settings.custom-url." + problem.name().toLowerCase(Locale.ROOT)));
		String colour = typed.get("colour");
		faults.check(colour.isEmpty() || colour.matches("#[0-9a-f]{6}"), "colour", "console.settings.colour.fault");
		String session = typed.get("session");
		faults.check(session.isEmpty() || isBetween(session, SessionLifetimes.SHORTEST.toMinutes(), SessionLifetimes.LONGEST.toMinutes()),
				"session", "console.settings.session.fault");
		faults.check(isBetween(typed.get("password"), PasswordRules.LEAST, PasswordRules.MOST), "password",
				"console.settings.password.fault", PasswordRules.LEAST, PasswordRules.MOST);
		return faults;
	}

	private static boolean isBetween(String number, long least, long most) {
		return number.matches("[0-9]{1,6}") && Integer.parseInt(number) >= least && Integer.parseInt(number) <= most;
	}

	private static List<Difference> differences(Map<String, String> stored, Map<String, String> typed) {
		List<Difference> differences = new ArrayList<>();
		stored.forEach((field, value) -> {
			if (!value.equals(typed.get(field))) {
				differences.add(new Difference("console.settings." + field, value));
			}
		});
		return differences;
	}

	private static String version(Map<String, String> stored) {
		return HexFormat.of().formatHex(Sha256.digest().digest(stored.toString().getBytes(StandardCharsets.UTF_8)));
	}

	private String show(District district, Map<String, String> stored, Map<String, String> typed, FormFaults faults,
			List<Difference> differences, Model model) {
		model.addAttribute("typed", typed);
		model.addAttribute("version", version(stored));
		model.addAttribute("faults", faults);
		model.addAttribute("differences", differences);
		model.addAttribute("pickedColour", typed.get("colour").matches("#[0-9a-f]{6}") ? typed.get("colour") : STANDARD_COLOUR);
		model.addAttribute("lifetimes", spans(typed.get("session")));
		model.addAttribute("standardLifetime", Span.of(this.lifetimes.standard().toMinutes()));
		model.addAttribute("shades", shades(stored.get("colour")).orElse(null));
		model.addAttribute("least", PasswordRules.LEAST);
		model.addAttribute("most", PasswordRules.MOST);
		return "console/settings";
	}

	private static List<Span> spans(String chosen) {
		TreeSet<Integer> minutes = new TreeSet<>(USUAL_MINUTES);
		if (isBetween(chosen, SessionLifetimes.SHORTEST.toMinutes(), SessionLifetimes.LONGEST.toMinutes())) {
			minutes.add(Integer.parseInt(chosen));
		}
		return minutes.stream().map(Span::of).toList();
	}

	private static Optional<Shades> shades(String colour) {
		return colour.isEmpty() ? Optional.empty()
				: Optional.of(new Shades(colour, Palette.byDay(colour), Palette.byNight(colour)));
	}

	/**
	 * What somebody else stored meanwhile.
	 */
	record Difference(String label, String stored) {

	}

	/**
	 * What the colour looks like on the page.
	 */
	record Shades(String colour, Palette day, Palette night) {

		public boolean isDarkened() {
			return !this.day.accent().equals(this.colour);
		}

	}

	/**
	 * A span of time in words: how many of which unit.
	 */
	record Span(long minutes, String unit, long count) {

		static Span of(long minutes) {
			if (minutes % 1440 == 0) {
				return new Span(minutes, "days", minutes / 1440);
			}
			return (minutes % 60 == 0) ? new Span(minutes, "hours", minutes / 60) : new Span(minutes, "minutes", minutes);
		}

	}

}
