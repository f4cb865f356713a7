package org.rollcall.console;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.directory.District;
import org.rollcall.directory.DistrictLogos;
import org.rollcall.platform.FormFaults;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * A district's logo.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class DistrictLogoPages {

	private static final String PATH = "/console/{district}/settings/logo";

	private final DistrictLogos logos;

	DistrictLogoPages(DistrictLogos logos) {
		this.logos = logos;
	}

	@GetMapping(PATH)
	String page(Model model) {
		model.addAttribute("faults", new FormFaults());
		return "console/settings-logo";
	}

	@PostMapping(PATH)
	String put(District district, HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
		FormFaults faults = new FormFaults();
		UploadedLogo.take(request, faults, (sent) -> this.logos.put(district.tenantId(), sent));
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("faults", faults);
			return "console/settings-logo";
		}
		return "redirect:/console/" + district.customUrl() + "/settings?done=settings.logo";
	}

	@PostMapping(PATH + "/remove")
	String remove(District district) {
		this.logos.remove(district.tenantId());
		return "redirect:/console/" + district.customUrl() + "/settings?done=settings.no-logo";
	}

}
