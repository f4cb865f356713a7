package org.rollcall.console;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.administrator.Administrator;
import org.rollcall.client.App;
import org.rollcall.client.Apps;
import org.rollcall.client.SelfRegistration;
import org.rollcall.directory.District;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Takes an app out of use, puts it back, keeps its program from changing it, or removes it for good.
 */
@Controller
@Allowed(Audience.DEVELOPERS)
class AppStatePages {

	private static final String PATH = AppPages.PATH + "/{clientId}";

	private final AppAccess access;

	private final Apps apps;

	private final SelfRegistration registrations;

	AppStatePages(AppAccess access, Apps apps, SelfRegistration registrations) {
		this.access = access;
		this.apps = apps;
		this.registrations = registrations;
	}

	@GetMapping({ PATH + "/disable", PATH + "/remove", PATH + "/end-registration" })
	@Reauthenticated
	String ask(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request, Model model) {
		App app = this.access.change(administrator, district, clientId);
		model.addAttribute("app", app);
		model.addAttribute("what", request.getRequestURI().replaceFirst(".*/", ""));
		model.addAttribute("attached", this.apps.attached(clientId));
		return "console/app-ask";
	}

	@PostMapping(PATH + "/disable")
	@Reauthenticated
	String disable(Administrator administrator, District district, @PathVariable String clientId) {
		this.apps.enable(this.access.change(administrator, district, clientId).clientId(), false);
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps.disabled";
	}

	@PostMapping(PATH + "/enable")
	String enable(Administrator administrator, District district, @PathVariable String clientId) {
		this.apps.enable(this.access.change(administrator, district, clientId).clientId(), true);
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps.enabled";
	}

	@PostMapping(PATH + "/end-registration")
	@Reauthenticated
	String endRegistration(Administrator administrator, District district, @PathVariable String clientId) {
		this.registrations.end(this.access.change(administrator, district, clientId).clientId());
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps.registration-ended";
	}

	@PostMapping(PATH + "/remove")
	@Reauthenticated
	String remove(Administrator administrator, District district, @PathVariable String clientId) {
		this.apps.remove(this.access.change(administrator, district, clientId).clientId());
		return "redirect:/console/" + district.customUrl() + "/apps?done=apps.removed";
	}

}
