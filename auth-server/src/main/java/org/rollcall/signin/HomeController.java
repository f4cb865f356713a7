package org.rollcall.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.session.Sessions;
import org.rollcall.session.SignedInPerson;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Where a person is after signing in without an app: who they are, and the way out.
 */
@Controller
class HomeController {

	private final Sessions sessions;

	private final People people;

	HomeController(Sessions sessions, People people) {
		this.sessions = sessions;
		this.people = people;
	}

	@GetMapping("/home")
	String home(HttpServletRequest request, Model model) {
		Optional<Person> person = this.sessions.find(request)
			.map(SignedInPerson::userId)
			.flatMap(this.people::find)
			.filter(Person::active);
		if (person.isEmpty()) {
			return "redirect:/";
		}
		model.addAttribute("person", person.get());
		return "home";
	}

}
