package org.rollcall.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.password.PasswordRules;
import org.rollcall.password.Passwords;
import org.rollcall.password.ResetLinks;
import org.rollcall.platform.Actor;
import org.rollcall.platform.Parameters;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Where a person who was handed a {@linkplain ResetLinks link} chooses a new password.
 */
@Controller
class ResetPasswordController {

	private static final String PATH = "/reset-password";

	private final ResetLinks links;

	private final People people;

	private final PasswordReset reset;

	private final PasswordRules rules;

	ResetPasswordController(ResetLinks links, People people, PasswordReset reset, PasswordRules rules) {
		this.links = links;
		this.people = people;
		this.reset = reset;
		this.rules = rules;
	}

	@GetMapping(PATH)
	String page(HttpServletRequest request, HttpServletResponse response, Model model) {
		String secret = Parameters.of(request).first("link").orElse("");
		Optional<Person> person = person(secret);
		return person.isPresent() ? show(secret, person.get(), List.of(), response, model) : closed(response);
	}

	@PostMapping(PATH)
	String reset(HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		String secret = sent.first("link").orElse("");
		Optional<Person> person = person(secret);
		if (person.isEmpty()) {
			return closed(response);
		}
		String password = sent.first("password").orElse("");
		List<String> faults = faults(person.get(), password, sent.first("repeated").orElse(""));
		if (!faults.isEmpty()) {
			return show(secret, person.get(), faults, response, model);
		}
		Actor.enter(request, Actor.Kind.PERSON, Integer.toString(person.get().userId()));
		if (!this.reset.reset(secret, person.get(), password)) {
			return closed(response);
		}
		model.addAttribute("district", person.get().district());
		return "reset-password-done";
	}

	private Optional<Person> person(String secret) {
		return this.links.find(secret).flatMap(this.people::find).filter(Person::active);
	}

	/**
	 * The rules of the district, and what everybody would try first.
	 */
	private List<String> faults(Person person, String password, String repeated) {
		List<String> faults = new ArrayList<>();
		String folded = password.toLowerCase(Locale.ROOT).strip();
		Optional<PasswordRules.Problem> problem = this.rules.check(person.district().tenantId(), password, person.loginId());
		if (problem.isPresent()) {
			faults.add(switch (problem.get()) {
				case TOO_SHORT, TOO_LONG -> "reset.fault.length";
				case OWN_NAME, WELL_KNOWN -> "reset.fault.known";
			});
		}
		else if (folded.equals(Passwords.DEMO) || person.email() != null && folded.equals(person.email().toLowerCase(Locale.ROOT))) {
			faults.add("reset.fault.known");
		}
		if (!password.equals(repeated)) {
			faults.add("reset.fault.different");
		}
		return faults;
	}

	private String show(String secret, Person person, List<String> faults, HttpServletResponse response, Model model) {
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		model.addAttribute("link", secret);
		model.addAttribute("person", person);
		model.addAttribute("faults", faults);
		model.addAttribute("shortest", this.rules.shortest(person.district().tenantId()));
		return "reset-password";
	}

	private static String closed(HttpServletResponse response) {
		response.setStatus(HttpStatus.FORBIDDEN.value());
		return "reset-password-closed";
	}

}
