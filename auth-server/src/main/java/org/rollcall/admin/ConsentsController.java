package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.ConsentItems;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people allowed apps, one at a time.
 */
@RestController
@RequestMapping("/admin/v1/consents")
class ConsentsController {

	private final ConsentItems consents;

	ConsentsController(ConsentItems consents) {
		this.consents = consents;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, Object> put(@RequestBody(required = false) @Nullable String item) {
		return this.consents.put((item != null) ? item : "", Caller.current().district());
	}

	@GetMapping
	List<Map<String, Object>> all() {
		Caller caller = Caller.current();
		return this.consents.all()
			.stream()
			.filter((consent) -> caller.reaches(String.valueOf(consent.get("person")).replaceAll("/.*", "")))
			.toList();
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@RequestParam String client, @RequestParam String person) {
		Caller caller = Caller.current();
		boolean reached = caller.tenantId() == null || person.contains("/") && caller.reaches(person.substring(0, person.indexOf('/')));
		if (!reached || !this.consents.remove(client, person)) {
			throw new UnknownItemException("'" + person + "' never answered '" + client + "'.");
		}
	}

}
