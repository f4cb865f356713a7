package org.rollcall.console;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.ConsentDecisions;
import org.rollcall.administrator.PersonActions;
import org.rollcall.client.ClientNames;
import org.rollcall.client.ClientNames.ClientName;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Scope;
import org.rollcall.consent.ConsentLists;
import org.rollcall.consent.ConsentLists.Listed;
import org.rollcall.consent.ConsentPolicies;
import org.rollcall.consent.ConsentPolicy;
import org.rollcall.directory.Credentials;
import org.rollcall.directory.District;
import org.rollcall.directory.People;
import org.rollcall.directory.PersonNames;
import org.rollcall.directory.PersonNames.PersonName;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Which app may see what of whom, and what the district decides about it.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class ConsentPages {

	private static final String LIST = "/console/{district}/consents";

	private static final String STUDENTS = LIST + "/students";

	private static final String APP = LIST + "/{clientId}";

	private static final String POLICY = APP + "/policy";

	private static final String PERSON = APP + "/people/{userId}";

	static final int SIZE = 50;

	private final ConsentLists lists;

	private final ConsentPolicies policies;

	private final ConsentDecisions decisions;

	private final PersonActions actions;

	private final ClientNames names;

	private final Clients clients;

	private final PersonNames people;

	private final People directory;

	ConsentPages(ConsentLists lists, ConsentPolicies policies, ConsentDecisions decisions, PersonActions actions, ClientNames names,
			Clients clients, PersonNames people, People directory) {
		this.lists = lists;
		this.policies = policies;
		this.decisions = decisions;
		this.actions = actions;
		this.names = names;
		this.clients = clients;
		this.people = people;
		this.directory = directory;
	}

	@GetMapping(LIST)
	String list(District district, Model model) {
		Map<String, Integer> counts = this.lists.people(district.tenantId());
		Map<String, ConsentPolicy> decided = this.policies.all(district.tenantId());
		model.addAttribute("apps", apps(district, counts, decided)
			.stream()
			.map((app) -> new Row(app, decided.getOrDefault(app.clientId(), ConsentPolicy.ASK), counts.getOrDefault(app.clientId(), 0)))
			.toList());
		model.addAttribute("limited", this.policies.areStudentsLimited(district.tenantId()));
		return "console/consents";
	}

	/**
	 * Those that the district's people may use, and those that they allowed something when they could.
	 */
	private List<ClientName> apps(District district, Map<String, Integer> counts, Map<String, ConsentPolicy> decided) {
		List<ClientName> apps = new ArrayList<>(this.names.of(district.tenantId()));
		Set<String> others = new LinkedHashSet<>(counts.keySet());
		others.addAll(decided.keySet());
		apps.forEach((app) -> others.remove(app.clientId()));
		apps.addAll(this.names.find(others));
		return apps;
	}

	@GetMapping(APP)
	String app(District district, @PathVariable String clientId, HttpServletRequest request, Model model) {
		ClientName app = app(district, clientId);
		Parameters sent = Parameters.of(request);
		String typed = sent.first("person").orElse("").strip();
		Integer userId = typed.isEmpty() ? null : person(district, typed);
		Long before = sent.first("before").filter((value) -> value.matches("\\d{1,18}")).map(Long::valueOf).orElse(null);
		List<Listed> found = this.lists.list(district.tenantId(), clientId, before, userId, SIZE + 1);
		List<Listed> shown = found.subList(0, Math.min(SIZE, found.size()));
		Map<Integer, PersonName> known = this.people.find(shown.stream().map(Listed::userId).toList());
		model.addAttribute("app", app);
		model.addAttribute("policy", this.policies.find(district.tenantId(), clientId));
		model.addAttribute("limited", this.policies.areStudentsLimited(district.tenantId()));
		model.addAttribute("counts", new TreeMap<>(this.lists.scopes(district.tenantId(), clientId)));
		model.addAttribute("person", typed);
		model.addAttribute("consents", shown.stream().map((one) -> new PersonRow(known.get(one.userId()), one)).toList());
		model.addAttribute("later", before != null);
		model.addAttribute("before", (found.size() > SIZE) ? shown.getLast().consentId() : null);
		return "console/consents-app";
	}

	/**
	 * Nobody has a negative UserId, so nobody is found for what is nobody's.
	 */
	private int person(District district, String typed) {
		if (typed.matches("\\d{1,9}")) {
			return Integer.parseInt(typed);
		}
		return this.directory.findCredentials(district.tenantId(), typed).map(Credentials::userId).orElse(-1);
	}

	@GetMapping(POLICY)
	@Reauthenticated
	String policy(District district, @PathVariable String clientId, Model model) {
		ConsentPolicy policy = this.policies.find(district.tenantId(), clientId);
		Collection<String> ticked = policy.scopes().isEmpty() ? usual(clientId) : policy.scopes();
		return policy(district, clientId, policy.kind().value(), ticked, policy.value(), new FormFaults(), model);
	}

	/** Without these a sign-in makes no sense, so they are ticked until somebody takes the tick away. */
	private List<String> usual(String clientId) {
		return scopes(clientId).stream().filter((scope) -> Scope.of(scope).filter(Scope::isBasic).isPresent()).toList();
	}

	@PostMapping(POLICY)
	@Reauthenticated
	String decide(District district, @PathVariable String clientId, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		app(district, clientId);
		Parameters sent = Parameters.of(request);
		String kind = sent.first("policy").orElse("");
		Set<String> ticked = new LinkedHashSet<>(sent.all("scope"));
		String version = sent.first("version").orElse("");
		FormFaults faults = new FormFaults();
		ConsentPolicy current = this.policies.find(district.tenantId(), clientId);
		Set<String> known = new LinkedHashSet<>(scopes(clientId));
		known.addAll(current.scopes());
		faults.check(Set.of("ask", "granted", "forbidden").contains(kind), "policy", "console.consents.policy.missing");
		if (kind.equals("granted")) {
			faults.check(!ticked.isEmpty(), "scopes", "console.consents.scopes.missing");
			faults.check(known.containsAll(ticked), "scopes", "console.consents.scopes.unknown");
		}
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return policy(district, clientId, kind, ticked, version, faults, model);
		}
		ConsentPolicy policy = switch (kind) {
			case "granted" -> ConsentPolicy.granted(ticked);
			case "forbidden" -> ConsentPolicy.FORBIDDEN;
			default -> ConsentPolicy.ASK;
		};
		if (this.decisions.decide(district.tenantId(), clientId, policy, version)) {
			return "redirect:/console/" + district.customUrl() + "/consents/" + clientId + "?done=consent-policy";
		}
		response.setStatus(HttpStatus.CONFLICT.value());
		model.addAttribute("meanwhile", current);
		return policy(district, clientId, kind, ticked, current.value(), faults, model);
	}

	private String policy(District district, String clientId, String kind, Collection<String> ticked, String version, FormFaults faults,
			Model model) {
		model.addAttribute("app", app(district, clientId));
		model.addAttribute("kind", kind);
		model.addAttribute("ticked", ticked);
		model.addAttribute("version", version);
		model.addAttribute("faults", faults);
		Set<String> offered = new LinkedHashSet<>(scopes(clientId));
		offered.addAll(this.policies.find(district.tenantId(), clientId).scopes());
		model.addAttribute("offered", offered);
		model.addAttribute("limited", this.policies.areStudentsLimited(district.tenantId()));
		return "console/consents-policy";
	}

	/**
	 * Returns what the app may ask for; an exact one always asks for what an id_token of ClassLink's carries.
	 */
	private Set<String> scopes(String clientId) {
		Set<String> scopes = new LinkedHashSet<>();
		this.clients.findRegistration(clientId).ifPresent((registration) -> addScopes(registration, scopes));
		return scopes;
	}

	private static void addScopes(ClientRegistration registration, Set<String> scopes) {
		scopes.addAll(registration.scopes());
		if (registration.fidelity() == Fidelity.EXACT) {
			scopes.addAll(List.of(Scope.PROFILE.value(), Scope.EMAIL.value()));
		}
	}

	@GetMapping(PERSON)
	@Reauthenticated
	String askToTakeBack(District district, @PathVariable String clientId, @PathVariable String userId, Model model) {
		model.addAttribute("app", app(district, clientId));
		model.addAttribute("consent", consent(district, clientId, userId));
		return "console/consents-take-back";
	}

	@PostMapping(PERSON)
	@Reauthenticated
	String takeBack(District district, @PathVariable String clientId, @PathVariable String userId) {
		app(district, clientId);
		this.actions.takeBack(consent(district, clientId, userId).person().userId(), clientId);
		return "redirect:/console/" + district.customUrl() + "/consents/" + clientId + "?done=consent-taken-back";
	}

	private PersonRow consent(District district, String clientId, String userId) {
		if (!userId.matches("\\d{1,9}")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		Listed listed = this.lists.list(district.tenantId(), clientId, null, Integer.valueOf(userId), 1)
			.stream()
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		return new PersonRow(this.people.find(listed.userId()).orElseThrow(), listed);
	}

	@GetMapping(STUDENTS)
	@Reauthenticated
	String students(District district, Model model) {
		model.addAttribute("limited", this.policies.areStudentsLimited(district.tenantId()));
		model.addAttribute("granted", this.policies.all(district.tenantId())
			.values()
			.stream()
			.filter((policy) -> policy.kind() == ConsentPolicy.Kind.GRANTED)
			.count());
		return "console/consents-students";
	}

	@PostMapping(STUDENTS)
	@Reauthenticated
	String limitStudents(District district, HttpServletRequest request, HttpServletResponse response, Model model) {
		String limited = Parameters.of(request).first("limited").orElse("");
		if (!limited.equals("true") && !limited.equals("false")) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return students(district, model);
		}
		this.decisions.limitStudents(district.tenantId(), limited.equals("true"));
		return "redirect:/console/" + district.customUrl() + "/consents?done=" + (limited.equals("true") ? "students-limited" : "students-free");
	}

	/**
	 * Returns an app that people of the district may meet, or met.
	 */
	private ClientName app(District district, String clientId) {
		if (!ClassLinkIdentifier.hasForm(clientId)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return this.names.of(district.tenantId())
			.stream()
			.filter((app) -> app.clientId().equals(clientId))
			.findFirst()
			.or(() -> met(district, clientId))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private Optional<ClientName> met(District district, String clientId) {
		boolean met = this.policies.find(district.tenantId(), clientId).kind() != ConsentPolicy.Kind.ASK
				|| !this.lists.list(district.tenantId(), clientId, null, null, 1).isEmpty();
		return met ? this.names.find(List.of(clientId)).stream().findFirst() : Optional.empty();
	}

	/**
	 * @param people how many allowed it something
	 */
	record Row(ClientName app, ConsentPolicy policy, int people) {

	}

	/**
	 * What somebody answered an app.
	 */
	record PersonRow(@Nullable PersonName person, Listed consent) {

		public ZonedDateTime since() {
			return this.consent.givenAt().atZone(ZoneOffset.UTC);
		}

	}

}
