package org.rollcall.launchpad;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.password.Passwords;
import org.rollcall.platform.Parameters;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Changes somebody's own password. A later roster leaves it as it is; one that stands in a {@code rollcall.yaml} comes back when
 * that is applied.
 */
@Controller
class PasswordPage {

	private static final String PATH = "/home/password";

	private static final int SHORTEST = 8;

	private final OwnPassword ownPassword;

	private final Passwords passwords;

	PasswordPage(OwnPassword ownPassword, Passwords passwords) {
		this.ownPassword = ownPassword;
		this.passwords = passwords;
	}

	@GetMapping(PATH)
	String page(Owner owner, Model model) {
		return show(owner, new Faults(), model);
	}

	@PostMapping(PATH)
	String change(Owner owner, HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		String current = sent.first("current").orElse("");
		String password = sent.first("password").orElse("");
		Faults faults = new Faults();
		faults.check(!current.isEmpty(), "current", "console.fault.missing");
		faults.check(password.length() >= SHORTEST, "password", "launchpad.password.short", SHORTEST);
		faults.check(!password.strip().equalsIgnoreCase(owner.person().loginId()), "password", "launchpad.password.login-id");
		faults.check(!password.equals(current), "password", "launchpad.password.same");
		faults.check(password.equals(sent.first("repeated").orElse("")), "repeated", "launchpad.password.different");
		String hash = faults.isEmpty() ? hash(password, faults) : null;
		if (hash != null) {
			OwnPassword.Answer answer = this.ownPassword.check(owner.person(), current, request);
			if (answer.right()) {
				this.ownPassword.change(owner, hash);
				return "redirect:" + PATH + "?done=password-changed";
			}
			if (answer.seconds() != null) {
				response.setHeader(HttpHeaders.RETRY_AFTER, answer.seconds().toString());
				response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
				faults.check(false, "current", "sign-in.error.slow-down", answer.seconds(), (answer.seconds() + 59) / 60);
				return show(owner, faults, model);
			}
			faults.check(false, "current", "launchpad.password.wrong");
		}
		response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		return show(owner, faults, model);
	}

	private @Nullable String hash(String password, Faults faults) {
		try {
			return this.passwords.hash(password);
		}
		catch (IllegalArgumentException ex) {
			faults.check(false, "password", "launchpad.password.refused");
			return null;
		}
	}

	private String show(Owner owner, Faults faults, Model model) {
		model.addAttribute("faults", faults);
		model.addAttribute("shortest", SHORTEST);
		model.addAttribute("there", this.ownPassword.isThere(owner.person()));
		return "launchpad/password";
	}

}
