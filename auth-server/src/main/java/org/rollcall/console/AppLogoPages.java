package org.rollcall.console;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.administrator.Administrator;
import org.rollcall.client.App;
import org.rollcall.client.Logos;
import org.rollcall.directory.District;
import org.rollcall.platform.FormFaults;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * An app's logo.
 */
@Controller
@Allowed(Audience.DEVELOPERS)
class AppLogoPages {

	private static final String PATH = AppPages.PATH + "/{clientId}/logo";

	private final AppAccess access;

	private final Logos logos;

	AppLogoPages(AppAccess access, Logos logos) {
		this.access = access;
		this.logos = logos;
	}

	@GetMapping(PATH)
	String page(Administrator administrator, District district, @PathVariable String clientId, Model model) {
		return page(this.access.change(administrator, district, clientId), new FormFaults(), model);
	}

	@PostMapping(PATH)
	String put(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) throws IOException {
		App app = this.access.change(administrator, district, clientId);
		FormFaults faults = new FormFaults();
		UploadedLogo.take(request, faults, (sent) -> this.logos.put(clientId, sent));
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return page(app, faults, model);
		}
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps.logo";
	}

	@PostMapping(PATH + "/remove")
	String remove(Administrator administrator, District district, @PathVariable String clientId) {
		this.logos.remove(this.access.change(administrator, district, clientId).clientId());
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps.no-logo";
	}

	private static String page(App app, FormFaults faults, Model model) {
		model.addAttribute("app", app);
		model.addAttribute("faults", faults);
		return "console/app-logo";
	}

}
