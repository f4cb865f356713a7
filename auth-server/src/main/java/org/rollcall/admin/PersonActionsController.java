package org.rollcall.admin;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.PersonActions;
import org.rollcall.config.PersonItems;
import org.rollcall.directory.Person;
import org.rollcall.password.ResetLinks;
import org.rollcall.platform.RollcallProperties;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is done to one person, as on their page in the console.
 */
@RestController
@RequestMapping("/admin/v1/people/{userId:\\d{1,9}}")
class PersonActionsController {

	private final Reachable reachable;

	private final PersonActions actions;

	private final PersonItems people;

	private final Versions versions;

	private final InstantSource clock;

	private final String address;

	PersonActionsController(Reachable reachable, PersonActions actions, PersonItems people, Versions versions, InstantSource clock,
			RollcallProperties properties) {
		this.reachable = reachable;
		this.actions = actions;
		this.people = people;
		this.versions = versions;
		this.clock = clock;
		this.address = properties.frontChannelUrl();
	}

	@PostMapping("/deactivate")
	@Described(value = "Keep a person out, and end all sessions and tokens", status = 200)
	ResponseEntity<Map<String, Object>> deactivate(@PathVariable int userId,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		Person person = this.reachable.touchable(this.reachable.person(userId));
		return change(person, ifMatch, () -> {
			try {
				this.actions.deactivate(Set.of(userId));
			}
			catch (IllegalStateException ex) {
				throw new RefusedByStateException("last-administrator", "Somebody has to look after the server: this is the last system administrator.");
			}
		});
	}

	@PostMapping("/activate")
	@Described(value = "Let a person in again", status = 200)
	ResponseEntity<Map<String, Object>> activate(@PathVariable int userId,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		Person person = this.reachable.touchable(this.reachable.person(userId));
		if (!person.active() && !this.actions.mayActivate(person)) {
			throw new RefusedByStateException("roster-keeps-out", "The roster says that this person is not active: change it there.");
		}
		return change(person, ifMatch, () -> this.actions.activate(userId));
	}

	@PostMapping("/reset-link")
	@Described("Make a link with which a person chooses a new password")
	ResponseEntity<Map<String, Object>> resetLink(@PathVariable int userId) {
		Person person = this.reachable.touchable(this.reachable.person(userId));
		String secret = this.actions.issueResetLink(person.userId());
		if (secret == null) {
			throw new RefusedByStateException("inactive", "This person cannot sign in: activate them first.");
		}
		Map<String, Object> link = new LinkedHashMap<>();
		link.put("userId", userId);
		link.put("link", this.address + "/reset-password?link=" + secret);
		link.put("expiresAt", this.clock.instant().plus(ResetLinks.LIFETIME).toString());
		return ResponseEntity.status(HttpStatus.CREATED).body(link);
	}

	private ResponseEntity<Map<String, Object>> change(Person person, @Nullable String ifMatch, Runnable change) {
		return this.versions.answer(HttpStatus.OK,
				this.versions.change(ifMatch, "person " + person.district().customUrl() + "/" + person.loginId(),
						() -> this.people.find(person.userId()), () -> {
							change.run();
							return this.people.find(person.userId()).orElseThrow();
						}));
	}

}
