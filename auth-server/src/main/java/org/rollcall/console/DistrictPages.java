package org.rollcall.console;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.directory.Districts;
import org.rollcall.platform.Parameters;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * All districts, for who looks after the server.
 */
@Controller
@Allowed(Audience.SYSTEM_ADMINISTRATORS)
class DistrictPages {

	private static final int MOST = 100;

	private final Districts districts;

	DistrictPages(Districts districts) {
		this.districts = districts;
	}

	@GetMapping("/console/-/districts")
	String list(HttpServletRequest request, Model model) {
		String part = Parameters.of(request).first("q").orElse("").strip();
		var found = this.districts.search(part, MOST + 1);
		model.addAttribute("part", part);
		model.addAttribute("districts", found.subList(0, Math.min(MOST, found.size())));
		model.addAttribute("more", found.size() > MOST);
		return "console/districts";
	}

}
