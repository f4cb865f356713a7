package org.rollcall.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.administrator.Administrator;
import org.rollcall.directory.District;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The tokens with which programs register apps for a district.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class DistrictRegistrationPages {

	private static final String PATH = "/console/{district}/settings/registration";

	private final InitialTokenForm form;

	DistrictRegistrationPages(InitialTokenForm form) {
		this.form = form;
	}

	@GetMapping(PATH)
	String list(District district, Model model) {
		return this.form.list(district, model);
	}

	@GetMapping(PATH + "/new")
	@Reauthenticated
	String ask(District district, Model model) {
		return this.form.ask(district, model);
	}

	@PostMapping(PATH + "/new")
	@Reauthenticated
	String make(District district, Administrator administrator, HttpServletRequest request, HttpServletResponse response, Model model) {
		return this.form.make(district, administrator, request, response, model);
	}

	@GetMapping(PATH + "/{id}/revoke")
	@Reauthenticated
	String askToRevoke(District district, @PathVariable String id, Model model) {
		return this.form.askToRevoke(district, id, model);
	}

	@PostMapping(PATH + "/{id}/revoke")
	@Reauthenticated
	String revoke(District district, @PathVariable String id) {
		return this.form.revoke(district, id);
	}

}
