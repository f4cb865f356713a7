package org.rollcall.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.ApiKeys;
import org.rollcall.administrator.ConsoleRole;
import org.rollcall.administrator.PersonActions;
import org.rollcall.audit.SignInHistory;
import org.rollcall.client.ClientNames;
import org.rollcall.client.InitialAccessTokens;
import org.rollcall.client.Scope;
import org.rollcall.consent.Consents;
import org.rollcall.directory.Activations;
import org.rollcall.directory.Activations.Activation;
import org.rollcall.directory.District;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.directory.Role;
import org.rollcall.passkey.Passkey;
import org.rollcall.password.ResetLinks;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.roster.RosterLookup;
import org.rollcall.session.OpenSessions;
import org.rollcall.token.OpenGrants;
import org.rollcall.token.OpenGrants.OpenGrant;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * One person: who it is, what they use, where they are signed in, and what can be done about it.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class PersonPages {

	private static final String PATH = "/console/{district}/people/{userId}";

	private static final String PASSKEY = PATH + "/passkeys/{passkeyId}/remove";

	private static final int SIGN_INS = 20;

	private final People people;

	private final Activations activations;

	private final RosterLookup roster;

	private final ClientNames clientNames;

	private final Consents consents;

	private final OpenGrants grants;

	private final OpenSessions sessions;

	private final SignInHistory signIns;

	private final PersonActions actions;

	private final ApiKeys keys;

	private final InitialAccessTokens tokens;

	private final String address;

	PersonPages(People people, Activations activations, RosterLookup roster, ClientNames clientNames, Consents consents,
			OpenGrants grants, OpenSessions sessions, SignInHistory signIns, PersonActions actions, ApiKeys keys,
			InitialAccessTokens tokens, RollcallProperties properties) {
		this.people = people;
		this.activations = activations;
		this.roster = roster;
		this.clientNames = clientNames;
		this.consents = consents;
		this.grants = grants;
		this.sessions = sessions;
		this.signIns = signIns;
		this.actions = actions;
		this.keys = keys;
		this.tokens = tokens;
		this.address = properties.frontChannelUrl();
	}

	@GetMapping(PATH)
	String page(Administrator administrator, District district, @PathVariable String userId, Model model) {
		Person person = person(district, userId);
		int tenantId = district.tenantId();
		Activation activation = this.activations.find(person.userId()).orElseThrow();
		String sourcedId = activation.rostered() ? person.sourcedId() : null;
		Map<String, String> orgs = this.roster.names(tenantId, person.orgIds());
		model.addAttribute("person", person);
		model.addAttribute("activation", activation);
		model.addAttribute("schools", person.orgIds().stream().map((org) -> orgs.getOrDefault(org, org)).toList());
		model.addAttribute("classes", (sourcedId != null) ? this.roster.classes(tenantId, sourcedId) : List.of());
		model.addAttribute("groups", this.people.groups(person.userId()));
		model.addAttribute("children", (person.role() == Role.PARENT) ? this.people.students(person.userId()) : List.of());
		model.addAttribute("apps", apps(person.userId()));
		model.addAttribute("passkeys", this.actions.passkeys(person.userId()));
		model.addAttribute("sessions", this.sessions.of(person.userId()));
		model.addAttribute("signIns", this.signIns.of(person.userId(), SIGN_INS));
		model.addAttribute("consoleRoles", this.actions.roles(person.userId()).stream().map(ConsoleRole::value).sorted().toList());
		model.addAttribute("self", person.userId() == administrator.userId());
		model.addAttribute("mayTouch", this.actions.mayTouch(administrator, person.userId()));
		model.addAttribute("mayActivate", this.actions.mayActivate(person));
		return "console/people/person";
	}

	@GetMapping(PATH + "/deactivate")
	@Reauthenticated
	String askToDeactivate(Administrator administrator, District district, @PathVariable String userId, Model model,
			HttpServletResponse response) {
		Person person = touchable(administrator, district, userId);
		String refusal = (person.userId() == administrator.userId()) ? "self" : null;
		model.addAttribute("keys",
				Stream.concat(this.keys.madeBy(person.userId()).stream(), this.tokens.madeBy(person.userId()).stream()).collect(Collectors.joining(", ")));
		return ask(person, "deactivate", refusal, null, response, model);
	}

	@PostMapping(PATH + "/deactivate")
	@Reauthenticated
	String deactivate(Administrator administrator, District district, @PathVariable String userId, Model model,
			HttpServletResponse response) {
		Person person = touchable(administrator, district, userId);
		if (person.userId() == administrator.userId()) {
			return ask(person, "deactivate", "self", null, response, model);
		}
		try {
			this.actions.deactivate(Set.of(person.userId()));
		}
		catch (IllegalStateException ex) {
			return ask(person, "deactivate", "last", null, response, model);
		}
		return back(person, "deactivated");
	}

	@PostMapping(PATH + "/activate")
	String activate(Administrator administrator, District district, @PathVariable String userId) {
		Person person = touchable(administrator, district, userId);
		if (!this.actions.mayActivate(person)) {
			return back(person, "roster-keeps-out");
		}
		this.actions.activate(person.userId());
		return back(person, "activated");
	}

	@PostMapping(PATH + "/end-sessions")
	String endSessions(Administrator administrator, District district, @PathVariable String userId, HttpServletRequest request) {
		Person person = touchable(administrator, district, userId);
		Parameters sent = Parameters.of(request);
		if (sent.first("session").isEmpty()) {
			this.actions.signOut(Set.of(person.userId()));
			return back(person, "signed-out");
		}
		sent.first("session").filter((id) -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
			.map(UUID::fromString)
			.ifPresent((id) -> this.actions.endSession(person.userId(), id));
		return back(person, "session-ended");
	}

	@PostMapping(PATH + "/take-back")
	String takeBack(Administrator administrator, District district, @PathVariable String userId, HttpServletRequest request) {
		Person person = touchable(administrator, district, userId);
		Parameters.of(request)
			.first("app")
			.filter((app) -> app.indexOf('\0') < 0)
			.ifPresent((app) -> this.actions.takeBack(person.userId(), app));
		return back(person, "taken-back");
	}

	@GetMapping(PATH + "/reset-password")
	@Reauthenticated
	String askToResetPassword(Administrator administrator, District district, @PathVariable String userId, Model model,
			HttpServletResponse response) {
		Person person = touchable(administrator, district, userId);
		return ask(person, "reset-password", person.active() ? null : "inactive", null, response, model);
	}

	/**
	 * Answers with the link itself and not with a redirect: nobody can ask for it again.
	 */
	@PostMapping(PATH + "/reset-password")
	@Reauthenticated
	String resetPassword(Administrator administrator, District district, @PathVariable String userId, Model model,
			HttpServletResponse response) {
		Person person = touchable(administrator, district, userId);
		String secret = this.actions.issueResetLink(person.userId());
		if (secret == null) {
			return ask(person, "reset-password", "inactive", null, response, model);
		}
		model.addAttribute("person", person);
		model.addAttribute("link", this.address + "/reset-password?link=" + secret);
		model.addAttribute("hours", ResetLinks.LIFETIME.toHours());
		return "console/people/reset-link";
	}

	@GetMapping(PASSKEY)
	@Reauthenticated
	String askToRemovePasskey(Administrator administrator, District district, @PathVariable String userId, @PathVariable String passkeyId,
			Model model, HttpServletResponse response) {
		Person person = touchable(administrator, district, userId);
		model.addAttribute("passkey", this.actions.passkeys(person.userId())
			.stream()
			.filter((known) -> Long.toString(known.passkeyId()).equals(passkeyId))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
		return ask(person, "remove-passkey", null, null, response, model);
	}

	@PostMapping(PASSKEY)
	@Reauthenticated
	String removePasskey(Administrator administrator, District district, @PathVariable String userId, @PathVariable String passkeyId) {
		Person person = touchable(administrator, district, userId);
		if (!passkeyId.matches("\\d{1,18}") || !this.actions.removePasskey(person.userId(), Long.parseLong(passkeyId))) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return back(person, "passkey-removed");
	}

	@GetMapping(PATH + "/app-developer")
	@Reauthenticated
	String askAboutDeveloper(Administrator administrator, District district, @PathVariable String userId, Model model,
			HttpServletResponse response) {
		return askAboutRole(touchable(administrator, district, userId), ConsoleRole.APP_DEVELOPER, administrator, response, model);
	}

	@PostMapping(PATH + "/app-developer")
	@Reauthenticated
	String setDeveloper(Administrator administrator, District district, @PathVariable String userId, HttpServletRequest request,
			Model model, HttpServletResponse response) {
		return setRole(touchable(administrator, district, userId), ConsoleRole.APP_DEVELOPER, administrator, request, response, model);
	}

	@GetMapping(PATH + "/system-administrator")
	@Allowed(Audience.SYSTEM_ADMINISTRATORS)
	@Reauthenticated
	String askAboutSystemAdministrator(Administrator administrator, District district, @PathVariable String userId, Model model,
			HttpServletResponse response) {
		return askAboutRole(person(district, userId), ConsoleRole.SYSTEM_ADMINISTRATOR, administrator, response, model);
	}

	@PostMapping(PATH + "/system-administrator")
	@Allowed(Audience.SYSTEM_ADMINISTRATORS)
	@Reauthenticated
	String setSystemAdministrator(Administrator administrator, District district, @PathVariable String userId,
			HttpServletRequest request, Model model, HttpServletResponse response) {
		return setRole(person(district, userId), ConsoleRole.SYSTEM_ADMINISTRATOR, administrator, request, response, model);
	}

	private String askAboutRole(Person person, ConsoleRole role, Administrator administrator, HttpServletResponse response,
			Model model) {
		boolean grant = !this.actions.roles(person.userId()).contains(role);
		return ask(person, question(role, grant), ownRole(person, role, grant, administrator) ? "own-role" : null, grant, response, model);
	}

	private String setRole(Person person, ConsoleRole role, Administrator administrator, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		String wanted = Parameters.of(request).first("grant").orElse("");
		if (!wanted.equals("true") && !wanted.equals("false")) {
			return askAboutRole(person, role, administrator, response, model);
		}
		boolean grant = wanted.equals("true");
		if (ownRole(person, role, grant, administrator)) {
			return ask(person, question(role, false), "own-role", grant, response, model);
		}
		try {
			this.actions.setRole(person.userId(), role, grant);
		}
		catch (IllegalStateException ex) {
			return ask(person, question(role, false), "last", grant, response, model);
		}
		return back(person, grant ? "role-given" : "role-taken");
	}

	/**
	 * Nobody takes their own way in: somebody else has to, who then is there to give it back.
	 */
	private static boolean ownRole(Person person, ConsoleRole role, boolean grant, Administrator administrator) {
		return role == ConsoleRole.SYSTEM_ADMINISTRATOR && !grant && person.userId() == administrator.userId();
	}

	private static String question(ConsoleRole role, boolean grant) {
		return role.value().replace('_', '-') + (grant ? "-give" : "-take");
	}

	private String ask(Person person, String question, @Nullable String refusal, @Nullable Boolean grant,
			HttpServletResponse response, Model model) {
		if (refusal != null) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		model.addAttribute("person", person);
		model.addAttribute("question", question);
		model.addAttribute("refusal", refusal);
		model.addAttribute("grant", grant);
		model.addAttribute("action",
				(model.getAttribute("passkey") instanceof Passkey passkey) ? "passkeys/" + passkey.passkeyId() + "/remove"
						: question.replaceAll("-(give|take)$", ""));
		model.addAttribute("rostered", this.activations.find(person.userId()).map(Activation::rostered).orElse(false));
		return "console/people/ask";
	}

	private static String back(Person person, String done) {
		return "redirect:/console/" + person.district().customUrl() + "/people/" + person.userId() + "?done=person." + done;
	}

	private Person touchable(Administrator administrator, District district, String userId) {
		Person person = person(district, userId);
		if (!this.actions.mayTouch(administrator, person.userId())) {
			throw new ForbiddenException();
		}
		return person;
	}

	/**
	 * Somebody of another district is as unknown here as nobody is.
	 */
	private Person person(District district, String userId) {
		if (!userId.matches("\\d{1,9}")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return this.people.find(Integer.parseInt(userId))
			.filter((person) -> person.district().tenantId() == district.tenantId())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/**
	 * The apps that were allowed something, or hold something, with both.
	 */
	private List<AppUse> apps(int userId) {
		Map<String, String> names = this.clientNames.all()
			.stream()
			.collect(Collectors.toMap(ClientNames.ClientName::clientId, ClientNames.ClientName::name));
		Map<String, List<OpenGrant>> open = this.grants.of(userId).stream().collect(Collectors.groupingBy(OpenGrant::clientId));
		Map<String, AppUse> apps = new LinkedHashMap<>();
		for (Consents.Allowed allowed : this.consents.allowedBy(userId)) {
			List<OpenGrant> held = open.getOrDefault(allowed.clientId(), List.of());
			apps.put(allowed.clientId(), new AppUse(allowed.clientId(), names.getOrDefault(allowed.clientId(), allowed.clientId()),
					inOrder(allowed.scopes()), allowed.givenAt(), held.size(), last(held)));
		}
		open.forEach((clientId, held) -> {
			Set<String> scopes = new LinkedHashSet<>();
			held.forEach((grant) -> scopes.addAll(grant.scopes()));
			apps.putIfAbsent(clientId, new AppUse(clientId, names.getOrDefault(clientId, clientId), inOrder(scopes), null, held.size(),
					last(held)));
		});
		return new ArrayList<>(apps.values());
	}

	/**
	 * As in the catalogue, which begins with what matters most.
	 */
	private static List<String> inOrder(Collection<String> scopes) {
		List<String> catalogue = List.copyOf(Scope.all());
		return scopes.stream().sorted(Comparator.comparingInt(catalogue::indexOf)).toList();
	}

	private static @Nullable Instant last(List<OpenGrant> held) {
		return held.isEmpty() ? null : held.getFirst().createdAt();
	}

	/**
	 * An app as somebody uses it.
	 *
	 * @param since since when the person allows it something; {@code null} if nobody asked
	 * @param open how many sign-ins are open there
	 * @param last when the last of those was
	 */
	record AppUse(String clientId, String name, List<String> scopes, @Nullable Instant since, int open, @Nullable Instant last) {

	}

}
