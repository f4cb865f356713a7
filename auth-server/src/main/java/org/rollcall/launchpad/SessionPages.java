package org.rollcall.launchpad;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.session.Device;
import org.rollcall.session.OpenSession;
import org.rollcall.session.OpenSessions;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Where somebody is signed in, and the way out of each place.
 */
@Controller
class SessionPages {

	private static final String PATH = "/home/sessions";

	private final OpenSessions openSessions;

	SessionPages(OpenSessions openSessions) {
		this.openSessions = openSessions;
	}

	@GetMapping(PATH)
	String list(Owner owner, Model model) {
		UUID here = owner.session().sessionId();
		List<Shown> sessions = this.openSessions.of(owner.userId())
			.stream()
			.map((session) -> shown(session, session.sessionId().equals(here)))
			.sorted((one, other) -> Boolean.compare(other.here(), one.here()))
			.toList();
		model.addAttribute("sessions", sessions);
		return "launchpad/sessions";
	}

	/**
	 * To end the one that is here is to sign out, which has a button of its own.
	 */
	@PostMapping(PATH + "/{sessionId:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}/end")
	String end(Owner owner, @PathVariable UUID sessionId) {
		if (sessionId.equals(owner.session().sessionId()) || this.openSessions.end(owner.userId(), sessionId) == 0) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return "redirect:" + PATH + "?done=session-ended";
	}

	@PostMapping(PATH + "/end-others")
	String endOthers(Owner owner) {
		this.openSessions.endOthers(owner.userId(), owner.session().sessionId());
		return "redirect:" + PATH + "?done=others-ended";
	}

	private static Shown shown(OpenSession session, boolean here) {
		return new Shown(session.sessionId(), here, session.device(), session.address(), Moments.of(session.begunAt()),
				Moments.of(session.lastSeenAt()));
	}

	/**
	 * A session, ready to be shown.
	 *
	 * @param here whether it is the one in which the page is read
	 */
	record Shown(UUID sessionId, boolean here, Device device, @Nullable String address, @Nullable ZonedDateTime begunAt,
			@Nullable ZonedDateTime lastSeenAt) {
	}

}
