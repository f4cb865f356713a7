package org.rollcall.console;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.client.App;
import org.rollcall.client.AppKind;
import org.rollcall.client.Apps;
import org.rollcall.client.MachineScope;
import org.rollcall.client.StaleAppException;
import org.rollcall.directory.District;
import org.rollcall.platform.Parameters;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a machine may do over the admin API. That is as much as a key of the API, so it is for those who may make one of that reach:
 * of a district's app for its administrators, and of the operator's for system administrators.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class AppAdminPages {

	private static final String PATH = AppPages.PATH + "/{clientId}/admin-api";

	private final AppAccess access;

	private final Apps apps;

	AppAdminPages(AppAccess access, Apps apps) {
		this.access = access;
		this.apps = apps;
	}

	@GetMapping(PATH)
	@Reauthenticated
	String page(Administrator administrator, District district, @PathVariable String clientId, Model model) {
		App app = machine(administrator, district, clientId);
		Map<String, String> chosen = new LinkedHashMap<>();
		for (ApiKeyScope scope : offered(app)) {
			chosen.put(scope.kind(), app.registration().scopes().contains(scope.write()) ? "write"
					: app.registration().scopes().contains(scope.read()) ? "read" : "");
		}
		return page(app, chosen, false, model);
	}

	@PostMapping(PATH)
	@Reauthenticated
	String allow(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		App app = machine(administrator, district, clientId);
		Parameters sent = Parameters.of(request);
		Map<String, String> chosen = new LinkedHashMap<>();
		Set<String> scopes = new LinkedHashSet<>(app.registration().scopes());
		scopes.removeAll(MachineScope.administrative(scopes));
		for (ApiKeyScope scope : offered(app)) {
			String choice = sent.first(scope.kind()).orElse("");
			chosen.put(scope.kind(), choice);
			switch (choice) {
				case "read" -> scopes.add(scope.read());
				case "write" -> scopes.addAll(List.of(scope.read(), scope.write()));
				default -> {
				}
			}
		}
		try {
			boolean changed = this.apps.change(app.registration().withScopes(scopes), app.details(), sent.first("version").orElse(""));
			return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps." + (changed ? "changed" : "unchanged");
		}
		catch (StaleAppException ex) {
			response.setStatus(HttpStatus.CONFLICT.value());
			return page(machine(administrator, district, clientId), chosen, true, model);
		}
	}

	private App machine(Administrator administrator, District district, String clientId) {
		App app = this.access.administer(administrator, district, clientId);
		if (app.registration().kind() != AppKind.MACHINE) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return app;
	}

	/**
	 * What is the whole server's is not for one district.
	 */
	private static List<ApiKeyScope> offered(App app) {
		return Arrays.stream(ApiKeyScope.values()).filter((scope) -> app.tenantId() == null || !scope.isOfServer()).toList();
	}

	private static String page(App app, Map<String, String> chosen, boolean stale, Model model) {
		model.addAttribute("app", app);
		model.addAttribute("version", app.version());
		model.addAttribute("chosen", chosen);
		model.addAttribute("stale", stale);
		return "console/app-admin-api";
	}

}
