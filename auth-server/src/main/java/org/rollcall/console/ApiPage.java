package org.rollcall.console;

import org.rollcall.platform.ApiDescription;
import org.rollcall.platform.RollcallProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What the admin API can do, and a form to try it.
 */
@Controller
@Allowed(Audience.SYSTEM_ADMINISTRATORS)
class ApiPage {

	private final ObjectProvider<ApiDescription> description;

	private final RollcallProperties properties;

	ApiPage(ObjectProvider<ApiDescription> description, RollcallProperties properties) {
		this.description = description;
		this.properties = properties;
	}

	@GetMapping("/console/-/api")
	String page(Model model) {
		model.addAttribute("operations", this.description.getObject().operations());
		model.addAttribute("document", ApiDescription.PATH);
		model.addAttribute("server", this.properties.backChannelUrl());
		return "console/settings-api";
	}

}
