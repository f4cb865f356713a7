package org.rollcall.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The tokens with which programs register apps, of the server and of all districts.
 */
@Controller
@RequestMapping("/console/-/registration")
@Allowed(Audience.SYSTEM_ADMINISTRATORS)
class ServerRegistrationPages extends SecretPages {

	ServerRegistrationPages(InitialTokenForm form) {
		super(form);
	}

}
