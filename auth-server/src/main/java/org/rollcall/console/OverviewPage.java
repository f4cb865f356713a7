package org.rollcall.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The first page of a district's console.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class OverviewPage {

	@GetMapping("/console/{district}")
	String home() {
		return "console/home";
	}

}
