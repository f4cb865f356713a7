package org.rollcall.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The keys of the admin API for a district's own data.
 */
@Controller
@RequestMapping("/console/{district}/settings/api-keys")
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class DistrictApiKeyPages extends SecretPages {

	DistrictApiKeyPages(ApiKeyForm form) {
		super(form);
	}

}
