package org.rollcall.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.rollcall.administrator.PersonActions;
import org.rollcall.directory.Person;
import org.rollcall.session.OpenSession;
import org.rollcall.session.OpenSessions;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where people are signed in.
 */
@RestController
@RequestMapping("/admin/v1/sessions")
class SessionsController {

	private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

	private final Reachable reachable;

	private final OpenSessions sessions;

	private final PersonActions actions;

	SessionsController(Reachable reachable, OpenSessions sessions, PersonActions actions) {
		this.reachable = reachable;
		this.sessions = sessions;
		this.actions = actions;
	}

	@GetMapping
	List<Map<String, Object>> of(@RequestParam String person) {
		Person found = this.reachable.person(person);
		return this.sessions.of(found.userId()).stream().map((session) -> item(found, session)).toList();
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Described("Sign a person out everywhere, and end the tokens of all apps")
	void endAll(@RequestParam String person) {
		this.actions.signOut(Set.of(this.reachable.touchable(this.reachable.person(person)).userId()));
	}

	@DeleteMapping("/{sessionId:" + ID + "}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Described("End a session")
	void end(@PathVariable String sessionId) {
		UUID id = UUID.fromString(sessionId);
		UnknownItemException none = new UnknownItemException("There is no session '" + sessionId + "'.");
		int owner = this.sessions.owner(id).orElseThrow(() -> none);
		Person person;
		try {
			person = this.reachable.person(owner);
		}
		catch (UnknownItemException ex) {
			throw none;
		}
		this.actions.endSession(this.reachable.touchable(person).userId(), id);
	}

	private static Map<String, Object> item(Person person, OpenSession session) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("sessionId", session.sessionId().toString());
		item.put("userId", person.userId());
		item.put("person", person.district().customUrl() + "/" + person.loginId());
		item.put("browser", session.device().browser());
		item.put("system", session.device().system());
		item.put("address", session.address());
		item.put("begunAt", session.begunAt().toString());
		item.put("lastSeenAt", session.lastSeenAt().toString());
		item.put("expiresAt", session.expiresAt().toString());
		return item;
	}

}
