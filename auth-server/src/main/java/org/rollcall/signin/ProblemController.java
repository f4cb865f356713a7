package org.rollcall.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.oauth.AuthorizationProblem;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Says in plain words why an authorization request went nowhere. Reached by a forward only.
 */
@Controller
class ProblemController {

	@RequestMapping(AuthorizationProblem.PATH)
	String explain(HttpServletRequest request, HttpServletResponse response, Model model) {
		if (!(request.getAttribute(AuthorizationProblem.ATTRIBUTE) instanceof AuthorizationProblem problem)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		model.addAttribute("problem", problem);
		if (problem.redirectUri() != null && !problem.registered().isEmpty()) {
			String closest = problem.registered().getFirst();
			model.addAttribute("comparison", RedirectUriInWords.compare(problem.redirectUri(), closest));
			model.addAttribute("differences",
					RedirectUriInWords.differences(problem.redirectUri(), closest, problem.differences()));
		}
		return "problem";
	}

}
