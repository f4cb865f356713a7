package org.rollcall.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.directory.District;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The pages on which secrets for programs are listed, made and revoked. Each kind has them twice: for a district, which its address
 * names, and for the whole server.
 */
abstract class SecretPages {

	private final SecretForm form;

	SecretPages(SecretForm form) {
		this.form = form;
	}

	@GetMapping
	String list(@Nullable District district, Model model) {
		return this.form.list(district, model);
	}

	@GetMapping("/new")
	@Reauthenticated
	String ask(@Nullable District district, Model model) {
		return this.form.ask(district, model);
	}

	@PostMapping("/new")
	@Reauthenticated
	String make(@Nullable District district, Administrator administrator, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		return this.form.make(district, administrator, request, response, model);
	}

	@GetMapping("/{id}/revoke")
	@Reauthenticated
	String askToRevoke(@Nullable District district, @PathVariable String id, Model model) {
		return this.form.askToRevoke(district, id, model);
	}

	@PostMapping("/{id}/revoke")
	@Reauthenticated
	String revoke(@Nullable District district, @PathVariable String id) {
		return this.form.revoke(district, id);
	}

}
