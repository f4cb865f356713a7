package org.rollcall.console;

import org.rollcall.administrator.Administrator;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Leads to the console of one's own district.
 */
@Controller
@Allowed(Audience.ADMINISTRATORS)
class StartPage {

	@GetMapping("/console")
	String start(Administrator administrator) {
		String own = administrator.person().district().customUrl();
		return "redirect:/console/" + own + (administrator.administers(administrator.person().district().tenantId()) ? "" : "/apps");
	}

}
