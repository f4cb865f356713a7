package org.rollcall.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The keys of the admin API for the whole server, and of all districts.
 */
@Controller
@RequestMapping("/console/-/api-keys")
@Allowed(Audience.SYSTEM_ADMINISTRATORS)
class ServerApiKeyPages extends SecretPages {

	ServerApiKeyPages(ApiKeyForm form) {
		super(form);
	}

}
