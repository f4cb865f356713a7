package org.rollcall.launchpad;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.passkey.Passkeys;
import org.rollcall.password.PasswordRules;
import org.rollcall.password.Passwords;
import org.rollcall.platform.FormFaults;
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

	private final OwnPassword ownPassword;

	private final Passwords passwords;

	private final PasswordRules rules;

	private final Passkeys passkeys;

	PasswordPage(OwnPassword ownPassword, Passwords passwords, PasswordRules rules, Passkeys passkeys) {
		this.ownPassword = ownPassword;
		this.passwords = passwords;
		this.rules = rules;
		this.passkeys = passkeys;
	}

	@GetMapping(PATH)
	String page(Owner owner, Model model) {
		return show(owner, new FormFaults(), model);
	}

	@PostMapping(PATH)
	String change(Owner owner, HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		String current = sent.first("current").orElse("");
		String password = sent.first("password").orElse("");
		FormFaults faults = new FormFaults();
		faults.check(!current.isEmpty(), "current", "console.fault.missing");
		int tenantId = owner.person().district().tenantId();
		this.rules.check(tenantId, password, owner.person().loginId())
			.ifPresent((problem) -> faults.check(false, "password", sentence(problem), this.rules.shortest(tenantId)));
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

	private static String sentence(PasswordRules.Problem problem) {
		return switch (problem) {
			case TOO_SHORT -> "launchpad.password.short";
			case OWN_NAME -> "launchpad.password.login-id";
			case TOO_LONG, WELL_KNOWN -> "launchpad.password.refused";
		};
	}

	private @Nullable String hash(String password, FormFaults faults) {
		try {
			return this.passwords.hash(password);
		}
		catch (IllegalArgumentException ex) {
			faults.check(false, "password", "launchpad.password.refused");
			return null;
		}
	}

	private String show(Owner owner, FormFaults faults, Model model) {
		model.addAttribute("faults", faults);
		model.addAttribute("shortest", this.rules.shortest(owner.person().district().tenantId()));
		model.addAttribute("passkeys", this.passkeys.of(owner.userId()).size());
		model.addAttribute("there", this.ownPassword.isThere(owner.person()));
		return "launchpad/password";
	}

}
