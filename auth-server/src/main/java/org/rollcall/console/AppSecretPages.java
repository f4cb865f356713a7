package org.rollcall.console;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.client.App;
import org.rollcall.client.ClientSecrets;
import org.rollcall.client.ClientType;
import org.rollcall.client.KnownSecret;
import org.rollcall.directory.District;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.RollcallProperties;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Changes an app from one secret to the next.
 */
@Controller
@Allowed(Audience.DEVELOPERS)
class AppSecretPages {

	private static final String PATH = AppPages.PATH + "/{clientId}/secrets";

	private static final int LONGEST_DAYS = 365;

	private final AppAccess access;

	private final ClientSecrets secrets;

	private final RollcallProperties properties;

	AppSecretPages(AppAccess access, ClientSecrets secrets, RollcallProperties properties) {
		this.access = access;
		this.secrets = secrets;
		this.properties = properties;
	}

	@GetMapping(PATH + "/new")
	@Reauthenticated
	String ask(Administrator administrator, District district, @PathVariable String clientId, Model model) {
		App app = confidential(administrator, district, clientId);
		return page(app, null, Map.of("when", "later", "days", "7"), new FormFaults(), model);
	}

	/**
	 * The secret stands in this answer and nowhere else.
	 */
	@PostMapping(PATH + "/new")
	@Reauthenticated
	String add(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		App app = confidential(administrator, district, clientId);
		Map<String, String> typed = typed(request);
		FormFaults faults = new FormFaults();
		Duration end = end(typed, faults);
		Optional<String> secret = faults.isEmpty() ? this.secrets.add(clientId, end) : Optional.empty();
		if (secret.isEmpty()) {
			response.setStatus(faults.isEmpty() ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
			return page(app, null, typed, faults, model);
		}
		model.addAttribute("app", app);
		model.addAttribute("secret", secret.get());
		model.addAttribute("first", false);
		model.addAttribute("snippets", Snippets.of(app.registration(), secret.get(), this.properties));
		return "console/app-secret";
	}

	@GetMapping(PATH + "/{secretId}/end")
	@Reauthenticated
	String askEnd(Administrator administrator, District district, @PathVariable String clientId, @PathVariable String secretId, Model model) {
		App app = confidential(administrator, district, clientId);
		return page(app, secret(app, secretId), Map.of("when", "now", "days", "7"), new FormFaults(), model);
	}

	@PostMapping(PATH + "/{secretId}/end")
	@Reauthenticated
	String end(Administrator administrator, District district, @PathVariable String clientId, @PathVariable String secretId,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		App app = confidential(administrator, district, clientId);
		KnownSecret secret = secret(app, secretId);
		Map<String, String> typed = typed(request);
		FormFaults faults = new FormFaults();
		Duration end = end(typed, faults);
		if (!faults.isEmpty() || end == null) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return page(app, secret, typed, faults, model);
		}
		this.secrets.end(clientId, secret.id(), end);
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps.secret-ends";
	}

	private App confidential(Administrator administrator, District district, String clientId) {
		App app = this.access.change(administrator, district, clientId);
		if (app.registration().type() == ClientType.PUBLIC) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return app;
	}

	private KnownSecret secret(App app, String secretId) {
		return this.secrets.of(app.clientId())
			.stream()
			.filter((secret) -> Long.toString(secret.id()).equals(secretId))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private static Map<String, String> typed(HttpServletRequest request) {
		Parameters sent = Parameters.of(request);
		return Map.of("when", sent.first("when").orElse(""), "days", sent.first("days").orElse("").strip());
	}

	/**
	 * Returns in how long a secret ends; {@code null} if nobody says.
	 */
	private static @Nullable Duration end(Map<String, String> typed, FormFaults faults) {
		switch (typed.get("when")) {
			case "now" -> {
				return Duration.ZERO;
			}
			case "never" -> {
				return null;
			}
			case "later" -> {
				boolean right = typed.get("days").matches("[1-9]\\d{0,2}") && Integer.parseInt(typed.get("days")) <= LONGEST_DAYS;
				faults.check(right, "days", "console.apps.secret.days.wrong", LONGEST_DAYS);
				return right ? Duration.ofDays(Long.parseLong(typed.get("days"))) : null;
			}
			default -> {
				faults.add("when", "console.apps.fault.kind");
				return null;
			}
		}
	}

	private String page(App app, @Nullable KnownSecret secret, Map<String, String> typed, FormFaults faults, Model model) {
		model.addAttribute("app", app);
		model.addAttribute("known", this.secrets.of(app.clientId()));
		model.addAttribute("full", secret == null && this.secrets.of(app.clientId()).size() >= ClientSecrets.MOST);
		model.addAttribute("ending", secret);
		model.addAttribute("typed", typed);
		model.addAttribute("faults", faults);
		return "console/app-secret-change";
	}

}
