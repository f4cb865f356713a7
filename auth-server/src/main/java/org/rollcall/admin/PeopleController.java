package org.rollcall.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.PersonItems;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
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

	private final Reach reach;

	private final Versions versions;

	PeopleController(PersonItems people, Reach reach, Versions versions) {
		this.people = people;
		this.reach = reach;
		this.versions = versions;
	}

	@PostMapping
	ResponseEntity<Map<String, Object>> create(@RequestBody(required = false) @Nullable String item) {
		return this.versions.answer(HttpStatus.CREATED,
				this.people.create((item != null) ? item : "", Caller.current().district(), this.reach.guard()));
	}

	@GetMapping
	List<Map<String, Object>> search(@RequestParam(required = false) @Nullable String district,
			@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "100") int limit) {
		Caller caller = Caller.current();
		String asked = (district != null) ? district : caller.district();
		return (asked != null && !caller.reaches(asked)) ? List.of() : this.people.search(asked, q, Math.clamp(limit, 0, MOST));
	}

	/**
	 * For whoever has a login id that no address can hold, such as one with a slash.
	 */
	@GetMapping("/{userId:\\d{1,9}}")
	ResponseEntity<Map<String, Object>> find(@PathVariable int userId) {
		return this.versions.answer(HttpStatus.OK, inReach(userId).orElseThrow(() -> nobody(userId)));
	}

	@DeleteMapping("/{userId:\\d{1,9}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable int userId,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		Map<String, Object> person = inReach(userId).orElseThrow(() -> nobody(userId));
		check(person);
		if (!this.versions.change(ifMatch, name(person), () -> inReach(userId), () -> this.people.remove(userId, this.reach.guard()))) {
			throw nobody(userId);
		}
	}

	@GetMapping("/{district}/{loginId}")
	ResponseEntity<Map<String, Object>> find(@PathVariable String district, @PathVariable String loginId) {
		return this.versions.answer(HttpStatus.OK, inReach(district, loginId).orElseThrow(() -> nobody(district, loginId)));
	}

	@PutMapping("/{district}/{loginId}")
	ResponseEntity<Map<String, Object>> put(@PathVariable String district, @PathVariable String loginId,
			@RequestBody(required = false) @Nullable String item,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		if (!Caller.current().reaches(district)) {
			throw nobody(district, loginId);
		}
		inReach(district, loginId).ifPresent(this::check);
		return this.versions.answer(HttpStatus.OK, this.versions.change(ifMatch, "person " + district + "/" + loginId,
				() -> inReach(district, loginId), () -> this.people.put(district, loginId, (item != null) ? item : "",
						Caller.current().district(), this.reach.guard())));
	}

	@DeleteMapping("/{district}/{loginId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String district, @PathVariable String loginId,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		Optional<Map<String, Object>> person = inReach(district, loginId);
		person.ifPresent(this::check);
		boolean removed = this.versions.change(ifMatch, "person " + district + "/" + loginId, () -> inReach(district, loginId),
				() -> person.isPresent() && this.people.remove(district, loginId, this.reach.guard()));
		if (!removed) {
			throw nobody(district, loginId);
		}
	}

	private Optional<Map<String, Object>> inReach(int userId) {
		Caller caller = Caller.current();
		return this.people.find(userId).filter((person) -> caller.reaches(String.valueOf(person.get("district"))));
	}

	private Optional<Map<String, Object>> inReach(String district, String loginId) {
		return Caller.current().reaches(district) ? this.people.find(district, loginId) : Optional.empty();
	}

	private void check(Map<String, Object> person) {
		this.reach.check((Integer) person.get("userId"));
	}

	private static String name(Map<String, Object> person) {
		return "person " + person.get("district") + "/" + person.get("loginId");
	}

	private static UnknownItemException nobody(int userId) {
		return new UnknownItemException("Nobody has the UserId " + userId + ".");
	}

	private static UnknownItemException nobody(String district, String loginId) {
		return new UnknownItemException("Nobody in '" + district + "' has the login id '" + loginId + "'.");
	}

}
