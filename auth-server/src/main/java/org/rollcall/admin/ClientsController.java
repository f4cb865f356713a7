package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.ClientItems;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Apps, one at a time.
 */
@RestController
@RequestMapping("/admin/v1/clients")
class ClientsController {

	private final ClientItems clients;

	ClientsController(ClientItems clients) {
		this.clients = clients;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, Object> create(@RequestBody(required = false) @Nullable String item) {
		return this.clients.create((item != null) ? item : "");
	}

	@GetMapping
	List<Map<String, Object>> all() {
		return this.clients.all();
	}

	@GetMapping("/{clientId}")
	Map<String, Object> find(@PathVariable String clientId) {
		return this.clients.find(clientId).orElseThrow(() -> none(clientId));
	}

	@PutMapping("/{clientId}")
	Map<String, Object> put(@PathVariable String clientId, @RequestBody(required = false) @Nullable String item) {
		return this.clients.put(clientId, (item != null) ? item : "");
	}

	@DeleteMapping("/{clientId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String clientId) {
		if (!this.clients.remove(clientId)) {
			throw none(clientId);
		}
	}

	private static UnknownItemException none(String clientId) {
		return new UnknownItemException("There is no app with the client id '" + clientId + "'.");
	}

}
