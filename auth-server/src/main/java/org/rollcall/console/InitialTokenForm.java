package org.rollcall.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.client.InitialAccessToken;
import org.rollcall.client.InitialAccessTokens;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.platform.FormFaults;
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
class InitialTokenForm extends SecretForm {

	private static final int USUAL_DAYS = 14;

	private final InitialAccessTokens keys;

	private final RollcallProperties properties;

	InitialTokenForm(InitialAccessTokens keys, Districts districts, RollcallProperties properties, InstantSource clock) {
		super(districts, clock);
		this.keys = keys;
		this.properties = properties;
	}

	@Override
	String list(@Nullable District district, Model model) {
		Instant now = now();
		model.addAttribute("path", path(district));
		model.addAttribute("keys",
				this.keys.all(tenantId(district)).stream().map((key) -> new Listed(key, key.isEndedAt(now), this.keys.isAnsweredFor(key))).toList());
		return "console/settings-registration";
	}

	@Override
	String ask(@Nullable District district, Model model) {
		Map<String, String> typed = blank(USUAL_DAYS);
		typed.put("uses", "1");
		return show(district, typed, new FormFaults(), model);
	}

	@Override
	String make(@Nullable District district, Administrator administrator, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = typed(sent, List.of("form", "name", "uses", "until", "district"));
		FormFaults faults = new FormFaults();
		checkNameAndEnd(typed, InitialAccessTokens.LONGEST, "console.registration.until.fault", faults);
		Integer tenantId = reach(district, typed, faults);
		String uses = typed.get("uses");
		faults.check(uses.matches("[0-9]{1,4}") && Integer.parseInt(uses) >= 1
				&& Integer.parseInt(uses) <= InitialAccessTokens.MOST_USES, "uses", "console.registration.uses.fault",
				InitialAccessTokens.MOST_USES);
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return show(district, typed, faults, model);
		}
		Optional<String> secret = this.keys.make(formId(typed), typed.get("name"), tenantId, Integer.parseInt(uses),
				administrator.userId(),
				end(typed));
		model.addAttribute("path", path(district));
		model.addAttribute("name", typed.get("name"));
		model.addAttribute("secret", secret.orElse(null));
		model.addAttribute("example", """
				curl -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \\
				  -d '{"client_name": "My app", "redirect_uris": ["https://app.example/callback"]}' %s/connect/register"""
			.formatted(secret.orElse(""), this.properties.backChannelUrl()));
		model.addAttribute("words", "registration");
		return "console/settings-api-key-made";
	}

	@Override
	String askToRevoke(@Nullable District district, String id, Model model) {
		model.addAttribute("path", path(district));
		model.addAttribute("words", "registration");
		model.addAttribute("key", key(district, id));
		return "console/settings-api-key-revoke";
	}

	@Override
	String revoke(@Nullable District district, String id) {
		this.keys.revoke(key(district, id).id());
		return "redirect:" + path(district) + "?done=registration.revoked";
	}

	private InitialAccessToken key(@Nullable District district, String id) {
		return id(id).flatMap(this.keys::find)
			.filter((key) -> isTheirs(district, key.tenantId()))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private String show(@Nullable District district, Map<String, String> typed, FormFaults faults, Model model) {
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

	/**
	 * A key in a list.
	 */
	record Listed(InitialAccessToken key, boolean ended, boolean answeredFor) {

	}

}
