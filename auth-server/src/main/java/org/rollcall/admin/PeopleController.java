package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.PersonItems;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * People, one at a time.
 */
@RestController
@RequestMapping("/admin/v1/people")
class PeopleController {

	private static final int MOST = 10_000;

	private final PersonItems people;

	PeopleController(PersonItems people) {
		this.people = people;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, Object> create(@RequestBody(required = false) @Nullable String item) {
		return this.people.create((item != null) ? item : "");
	}

	@GetMapping
	List<Map<String, Object>> search(@RequestParam(required = false) @Nullable String district,
			@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "100") int limit) {
		return this.people.search(district, q, Math.clamp(limit, 0, MOST));
	}

	/**
	 * For whoever has a login id that no address can hold, such as one with a slash.
	 */
	@GetMapping("/{userId:\\d{1,9}}")
	Map<String, Object> find(@PathVariable int userId) {
		return this.people.find(userId).orElseThrow(() -> nobody(userId));
	}

	@DeleteMapping("/{userId:\\d{1,9}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable int userId) {
		if (!this.people.remove(userId)) {
			throw nobody(userId);
		}
	}

	@GetMapping("/{district}/{loginId}")
	Map<String, Object> find(@PathVariable String district, @PathVariable String loginId) {
		return this.people.find(district, loginId).orElseThrow(() -> nobody(district, loginId));
	}

	@PutMapping("/{district}/{loginId}")
	Map<String, Object> put(@PathVariable String district, @PathVariable String loginId,
			@RequestBody(required = false) @Nullable String item) {
		return this.people.put(district, loginId, (item != null) ? item : "");
	}

	@DeleteMapping("/{district}/{loginId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String district, @PathVariable String loginId) {
		if (!this.people.remove(district, loginId)) {
			throw nobody(district, loginId);
		}
	}

	private static UnknownItemException nobody(int userId) {
		return new UnknownItemException("Nobody has the UserId " + userId + ".");
	}

	private static UnknownItemException nobody(String district, String loginId) {
		return new UnknownItemException("Nobody in '" + district + "' has the login id '" + loginId + "'.");
	}

}
