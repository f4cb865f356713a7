package org.rollcall.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.administrator.Administrator;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The tokens with which programs register apps, of the server and of all districts.
 */
@Controller
@Allowed(Audience.SYSTEM_ADMINISTRATORS)
class ServerRegistrationPages {

	private static final String PATH = "/console/-/registration";

	private final InitialTokenForm form;

	ServerRegistrationPages(InitialTokenForm form) {
		this.form = form;
	}

	@GetMapping(PATH)
	String list(Model model) {
		return this.form.list(null, model);
	}

	@GetMapping(PATH + "/new")
	@Reauthenticated
	String ask(Model model) {
		return this.form.ask(null, model);
	}

	@PostMapping(PATH + "/new")
	@Reauthenticated
	String make(Administrator administrator, HttpServletRequest request, HttpServletResponse response, Model model) {
		return this.form.make(null, administrator, request, response, model);
	}

	@GetMapping(PATH + "/{id}/revoke")
	@Reauthenticated
	String askToRevoke(@PathVariable String id, Model model) {
		return this.form.askToRevoke(null, id, model);
	}

	@PostMapping(PATH + "/{id}/revoke")
	@Reauthenticated
	String revoke(@PathVariable String id) {
		return this.form.revoke(null, id);
	}

}
