package org.rollcall.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrators;
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

	private final Administrators administrators;

	private final Versions versions;

	PeopleController(PersonItems people, Administrators administrators, Versions versions) {
		this.people = people;
		this.administrators = administrators;
		this.versions = versions;
	}

	@PostMapping
	ResponseEntity<Map<String, Object>> create(@RequestBody(required = false) @Nullable String item) {
		return this.versions.answer(HttpStatus.CREATED,
				this.people.create((item != null) ? item : "", Caller.current().district()));
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
		checkNotAboveCaller(Optional.of(person));
		if (!this.versions.change(ifMatch, name(person), () -> inReach(userId), () -> this.people.remove(userId))) {
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
		checkNotAboveCaller(inReach(district, loginId));
		return this.versions.answer(HttpStatus.OK, this.versions.change(ifMatch, "person " + district + "/" + loginId,
				() -> inReach(district, loginId), () -> this.people.put(district, loginId, (item != null) ? item : "")));
	}

	@DeleteMapping("/{district}/{loginId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String district, @PathVariable String loginId,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		Optional<Map<String, Object>> person = inReach(district, loginId);
		checkNotAboveCaller(person);
		boolean removed = this.versions.change(ifMatch, "person " + district + "/" + loginId, () -> inReach(district, loginId),
				() -> person.isPresent() && this.people.remove(district, loginId));
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

	/**
	 * Whoever gives somebody a password can sign in as them, and who reaches one district is not to become the server's.
	 */
	private void checkNotAboveCaller(Optional<Map<String, Object>> person) {
		boolean above = Caller.current().tenantId() != null
				&& person.map((found) -> (Integer) found.get("userId"))
					.filter(this.administrators::isSystemAdministrator)
					.isPresent();
		if (above) {
			throw new BeyondReachException("This person looks after the whole server, and this " + Caller.current().what()
					+ " is for a district only.");
		}
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
