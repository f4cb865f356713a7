package org.rollcall.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.client.Client;
import org.rollcall.client.Clients;
import org.rollcall.directory.People;
import org.rollcall.platform.Parameters;
import org.rollcall.session.Sessions;
import org.rollcall.session.SignedInPerson;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.UriUtils;

/**
 * Signs the browser out: ClassLink's portal logout, and with parameters OpenID Connect RP-Initiated Logout 1.0. As at
 * ClassLink a plain visit is enough. An app gets its person back only at an address that it registered for that; all else
 * ends on the district's sign-in page, as {@code /{customurl}?loggedout=1} (contract, section 1).
 */
@Controller
class LogoutController {

	static final String PATH = "/logout";

	/** A longer one would not fit into the answer's header; the person is signed out and goes back without it. */
	private static final int LONGEST_STATE = 4_096;

	private final Sessions sessions;

	private final People people;

	private final Clients clients;

	private final IdTokens idTokens;

	private final ApplicationEventPublisher events;

	LogoutController(Sessions sessions, People people, Clients clients, IdTokens idTokens,
			ApplicationEventPublisher events) {
		this.events = events;
		this.sessions = sessions;
		this.people = people;
		this.clients = clients;
		this.idTokens = idTokens;
	}

	@RequestMapping(path = PATH, method = { RequestMethod.GET, RequestMethod.POST })
	void logout(HttpServletRequest request, HttpServletResponse response) {
		Parameters parameters = Parameters.of(request);
		Optional<Integer> userId = this.sessions.find(request).map(SignedInPerson::userId);
		String page = signedOutPage(userId);
		this.sessions.end(request, response);
		userId.ifPresent((id) -> this.events.publishEvent(new SignedOut(id)));
		response.setStatus(302);
		response.setHeader("Location", appAddress(parameters).orElseGet(() -> page + problem(parameters, page)));
	}

	private Optional<String> appAddress(Parameters parameters) {
		return parameters.first("post_logout_redirect_uri")
			.filter((uri) -> client(parameters).filter((client) -> client.postLogoutRedirectUris().contains(uri))
				.isPresent())
			.map((uri) -> uri + parameters.first("state")
				.filter((state) -> state.length() <= LONGEST_STATE)
				.map((state) -> ((uri.indexOf('?') < 0) ? "?" : "&") + "state="
						+ UriUtils.encode(state, StandardCharsets.UTF_8))
				.orElse(""));
	}

	/**
	 * The app that the id_token was made for; a {@code client_id} beside it must be the same.
	 */
	private Optional<Client> client(Parameters parameters) {
		Optional<String> named = parameters.first("client_id");
		Optional<String> hint = parameters.first("id_token_hint");
		Optional<String> hinted = hint.flatMap(this.idTokens::clientId);
		if (hint.isPresent() && (hinted.isEmpty() || named.isPresent() && !named.equals(hinted))) {
			return Optional.empty();
		}
		return hinted.or(() -> named).flatMap(this.clients::find);
	}

	private String signedOutPage(Optional<Integer> userId) {
		return userId.flatMap(this.people::find)
			.map((person) -> "/" + person.district().customUrl() + "?loggedout=1")
			.orElse("/signed-out");
	}

	private static String problem(Parameters parameters, String page) {
		if (parameters.all("post_logout_redirect_uri").isEmpty()) {
			return "";
		}
		return ((page.indexOf('?') < 0) ? "?" : "&") + "problem=post_logout_redirect_uri";
	}

}
