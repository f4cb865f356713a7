package org.rollcall.admin;

import org.rollcall.config.ClientItems;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Apps, one at a time.
 */
@RestController
@RequestMapping("/admin/v1/clients")
class ClientsController extends ItemController {

	ClientsController(ClientItems clients) {
		super(clients, "app with the client id");
	}

}
