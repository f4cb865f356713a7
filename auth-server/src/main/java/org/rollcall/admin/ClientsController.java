package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.rollcall.config.ClientItems;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Apps, one at a time. Whoever reaches a single district reaches those that the district looks after, and nobody gives an app more
 * of this API than they have themselves.
 */
@RestController
@RequestMapping("/admin/v1/clients")
class ClientsController extends ItemController {

	private final ClientItems clients;

	ClientsController(ClientItems clients, Versions versions) {
		super(clients, versions, "app with the client id");
		this.clients = clients;
	}

	@Override
	Map<String, Object> create(Caller caller, String item) {
		return this.clients.create(item, caller.tenantId(), caller::mayGive);
	}

	@Override
	Map<String, Object> put(Caller caller, String name, String item) {
		return this.clients.put(name, item, caller::mayGive);
	}

	@Override
	List<Map<String, Object>> all(Caller caller) {
		Integer only = caller.tenantId();
		return (only != null) ? this.clients.of(only) : this.clients.all();
	}

	@Override
	boolean reaches(Caller caller, String name) {
		Integer only = caller.tenantId();
		return only == null || this.clients.owner(name).filter(only::equals).isPresent();
	}

}
