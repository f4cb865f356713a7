package org.rollcall.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.ApiKey;
import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.administrator.ApiKeys;
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
 * What the pages about keys of the admin API have in common, be they a district's or the server's.
 */
@Component
class ApiKeyForm extends SecretForm {

	private static final int USUAL_DAYS = 180;

	private final ApiKeys keys;

	private final RollcallProperties properties;

	ApiKeyForm(ApiKeys keys, Districts districts, RollcallProperties properties, InstantSource clock) {
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
		return "console/settings-api-keys";
	}

	@Override
	String ask(@Nullable District district, Model model) {
		Map<String, String> typed = blank(USUAL_DAYS);
		return show(district, typed, new FormFaults(), model);
	}

	@Override
	String make(@Nullable District district, Administrator administrator, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = typed(sent, List.of("form", "name", "until", "district"));
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
		FormFaults faults = new FormFaults();
		checkNameAndEnd(typed, ApiKeys.LONGEST, "console.api-keys.until.fault", faults);
		Integer tenantId = reach(district, typed, faults);
		if (district == null && !typed.get("district").isEmpty()) {
			faults.check(Arrays.stream(ApiKeyScope.values()).noneMatch((scope) -> scope.isOfServer() && scopes.contains(scope.read())), "district",
					"console.api-keys.district.config");
		}
		faults.check(!scopes.isEmpty(), "scopes", "console.api-keys.scopes.fault");
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return show(district, typed, faults, model);
		}
		Optional<String> secret = this.keys.make(formId(typed), typed.get("name"), tenantId, scopes, administrator.userId(),
				end(typed));
		model.addAttribute("path", path(district));
		model.addAttribute("name", typed.get("name"));
		model.addAttribute("secret", secret.orElse(null));
		model.addAttribute("example", "curl -H 'X-API-Key: " + secret.orElse("") + "' " + this.properties.backChannelUrl()
				+ "/admin/v1/" + scopes.iterator().next().replaceAll("\\..*", ""));
		model.addAttribute("words", "api-keys");
		return "console/settings-api-key-made";
	}

	@Override
	String askToRevoke(@Nullable District district, String id, Model model) {
		model.addAttribute("path", path(district));
		model.addAttribute("words", "api-keys");
		model.addAttribute("key", key(district, id));
		return "console/settings-api-key-revoke";
	}

	@Override
	String revoke(@Nullable District district, String id) {
		this.keys.revoke(key(district, id).id());
		return "redirect:" + path(district) + "?done=api-keys.revoked";
	}

	private ApiKey key(@Nullable District district, String id) {
		return id(id).flatMap(this.keys::find)
			.filter((key) -> isTheirs(district, key.tenantId()))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private String show(@Nullable District district, Map<String, String> typed, FormFaults faults, Model model) {
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
		return Arrays.stream(ApiKeyScope.values()).filter((scope) -> district == null || !scope.isOfServer()).toList();
	}

	private static String path(@Nullable District district) {
		return (district != null) ? "/console/" + district.customUrl() + "/settings/api-keys" : "/console/-/api-keys";
	}

	/**
	 * A key in a list.
	 *
	 * @param answeredFor whether whoever made it still looks after what it reaches
	 */
	record Listed(ApiKey key, boolean ended, boolean answeredFor) {

	}

}
