package org.rollcall.sample;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rollcall.sample.SignInFailure.Reason;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.SessionAttribute;

/** A teacher's classes with their students, or in plain words why they are not to be seen. */
@Controller
class ClassesController {

	private final SampleProperties properties;

	private final Roster roster;

	ClassesController(SampleProperties properties, Roster roster) {
		this.properties = properties;
		this.roster = roster;
	}

	@GetMapping("/classes")
	String classes(@SessionAttribute(name = SignedIn.IN_SESSION, required = false) @Nullable SignedIn signedIn, Model model) {
		if (signedIn == null) {
			return "redirect:/";
		}
		boolean teacher = signedIn.person().isTeacher();
		model.addAttribute("person", signedIn.person());
		model.addAttribute("teacher", teacher);
		try {
			List<SchoolClass> classes = roster.classes(signedIn.tokens().accessToken(), teacher);
			model.addAttribute("classes", classes);
			model.addAttribute("full", classes.size() == Roster.MOST_CLASSES);
		}
		catch (SignInFailure failure) {
			if (failure.reason() != Reason.ROSTER_REFUSED) {
				throw failure;
			}
			model.addAttribute("said", failure.said());
			model.addAttribute("why", why(signedIn, failure));
		}
		return "classes";
	}

	/** What the person left out is theirs to give; what the district keeps is not. */
	private String why(SignedIn signedIn, SignInFailure failure) {
		if (Integer.valueOf(401).equals(failure.said().status())) {
			return "ended";
		}
		return signedIn.tokens().leftOut(properties.scopeList()).isEmpty() ? "district" : "scope";
	}

}
