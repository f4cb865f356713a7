package org.rollcall.signin;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.client.Client;
import org.rollcall.client.Clients;
import org.rollcall.client.Logos;
import org.rollcall.client.Scope;
import org.rollcall.consent.ConsentRequest;
import org.rollcall.consent.ConsentRequests;
import org.rollcall.consent.Consents;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.oauth.AuthorizationProblem;
import org.rollcall.oauth.DistrictRules;
import org.rollcall.platform.Parameters;
import org.rollcall.session.Sessions;
import org.rollcall.session.SignedInPerson;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Asks a person whether an app may have what it asks for, in words (contract, section 2). The answer goes to the
 * authorization endpoint.
 */
@Controller
class ConsentController {

	private final ConsentRequests requests;

	private final Consents consents;

	private final Clients clients;

	private final Logos logos;

	private final People people;

	private final Sessions sessions;

	private final DistrictRules rules;

	ConsentController(ConsentRequests requests, Consents consents, Clients clients, Logos logos, People people, Sessions sessions,
			DistrictRules rules) {
		this.requests = requests;
		this.consents = consents;
		this.clients = clients;
		this.logos = logos;
		this.people = people;
		this.sessions = sessions;
		this.rules = rules;
	}

	@GetMapping("/oauth2/v2/consent")
	String ask(HttpServletRequest servletRequest, Model model) {
		String value = Parameters.of(servletRequest).first("request").orElse("");
		Optional<Integer> userId = this.sessions.find(servletRequest).map(SignedInPerson::userId);
		ConsentRequest request = userId.flatMap((id) -> this.requests.find(value, id)).orElse(null);
		Client client = (request != null) ? this.clients.find(request.clientId()).orElse(null) : null;
		Person person = userId.flatMap(this.people::find).orElse(null);
		if (request == null || client == null || person == null) {
			servletRequest.setAttribute(AuthorizationProblem.ATTRIBUTE, AuthorizationProblem.consentRequestGone());
			return "forward:" + AuthorizationProblem.PATH;
		}
		model.addAttribute("consentRequest", value);
		model.addAttribute("client", client);
		model.addAttribute("logo", this.logos.hash(client.clientId()).orElse(null));
		model.addAttribute("person", person);
		model.addAttribute("destination", destination(request.redirectUri()));
		model.addAttribute("days", Math.max(1, client.grantLifetime().toDays()));
		addScopes(request, client, person, model);
		return "consent";
	}

	/**
	 * An app that asks for {@code profile} and not for {@code email} reads the address all the same, as at ClassLink, so the
	 * page says so.
	 */
	private void addScopes(ConsentRequest request, Client client, Person person, Model model) {
		Set<String> before = this.consents.find(request.clientId(), request.userId()).allowed();
		Set<String> open = new LinkedHashSet<>(this.rules.of(person, client.clientId()).open(request.scopes()));
		Set<String> given = new LinkedHashSet<>(request.scopes());
		given.removeAll(open);
		List<String> known = open.stream().filter(before::contains).toList();
		open.removeAll(before);
		model.addAttribute("given", given);
		model.addAttribute("known", known);
		model.addAttribute("basic", open.stream().filter((scope) -> !client.isOptional(scope)).toList());
		model.addAttribute("optional", open.stream().filter(client::isOptional).toList());
		model.addAttribute("emailComesWithProfile", !request.scopes().contains(Scope.EMAIL.value()));
	}

	/**
	 * The host that the answer goes to; for an app on a device, which has none, its scheme.
	 */
	private static String destination(String redirectUri) {
		URI uri = URI.create(redirectUri);
		return (uri.getHost() != null) ? uri.getHost() : uri.getScheme();
	}

}
