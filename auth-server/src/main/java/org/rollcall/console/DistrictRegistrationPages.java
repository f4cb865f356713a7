package org.rollcall.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The tokens with which programs register apps for a district.
 */
@Controller
@RequestMapping("/console/{district}/settings/registration")
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class DistrictRegistrationPages extends SecretPages {

	DistrictRegistrationPages(InitialTokenForm form) {
		super(form);
	}

}
