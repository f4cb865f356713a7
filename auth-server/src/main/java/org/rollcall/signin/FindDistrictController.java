package org.rollcall.signin;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.platform.Parameters;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * "Find your login page": a person who arrives without a district types a part of its name (contract, section 2).
 */
@Controller
class FindDistrictController {

	private static final int MOST = 20;

	private static final int LONGEST = 200;

	private final Districts districts;

	FindDistrictController(Districts districts) {
		this.districts = districts;
	}

	@GetMapping("/")
	String find(HttpServletRequest request, Model model) {
		String typed = Parameters.of(request).first("q").orElse("").strip();
		String part = typed.substring(0, Math.min(LONGEST, typed.length()));
		List<District> found = part.isEmpty() ? List.of() : this.districts.search(part, MOST + 1);
		model.addAttribute("part", part);
		model.addAttribute("districts", found.subList(0, Math.min(MOST, found.size())));
		model.addAttribute("more", found.size() > MOST);
		Optional<LoginCallback> callback = LoginCallback.of(request);
		model.addAttribute("loginCallback", callback.map(LoginCallback::pathAndQuery).orElse(null));
		model.addAttribute("forApp", callback.filter(LoginCallback::isForApp).isPresent());
		return "find-district";
	}

}
