package org.rollcall.signin;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.platform.Parameters;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Where a sign-out ends when there is neither a district nor an app to return to.
 */
@Controller
class SignedOutController {

	@GetMapping("/signed-out")
	String signedOut(HttpServletRequest request, Model model) {
		model.addAttribute("problem", Parameters.of(request).first("problem").orElse(null));
		return "signed-out";
	}

}
