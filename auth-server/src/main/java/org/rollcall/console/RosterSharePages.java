package org.rollcall.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.administrator.Administrator;
import org.rollcall.client.ClientNames;
import org.rollcall.client.ClientNames.ClientName;
import org.rollcall.client.Scope;
import org.rollcall.directory.District;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.roster.RosterLookup;
import org.rollcall.roster.RosterLookup.School;
import org.rollcall.share.RosterServers;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;
import org.rollcall.share.StaleShareException;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Which apps see a district's roster.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class RosterSharePages {

	private static final String PATH = "/console/{district}/roster/shares";

	private static final String SHARE = PATH + "/{clientId}";

	private static final int PAGE = 50;

	private final RosterShares shares;

	private final ShareCredentials credentials;

	private final ClientNames names;

	private final RosterLookup roster;

	private final RosterServers servers;

	private final RollcallProperties properties;

	RosterSharePages(RosterShares shares, ShareCredentials credentials, ClientNames names, RosterLookup roster, RosterServers servers,
			RollcallProperties properties) {
		this.shares = shares;
		this.credentials = credentials;
		this.names = names;
		this.roster = roster;
		this.servers = servers;
		this.properties = properties;
	}

	@GetMapping(PATH)
	String list(District district, HttpServletRequest request, Model model) {
		int page = page(request);
		List<RosterShare> all = this.shares.inDistrict(district.tenantId());
		List<RosterShare> shown = all.stream().skip((page - 1L) * PAGE).limit(PAGE).toList();
		Map<String, String> called = this.names.find(shown.stream().map(RosterShare::clientId).toList())
			.stream()
			.collect(Collectors.toMap(ClientName::clientId, ClientName::name));
		model.addAttribute("shares",
				shown.stream().map((share) -> new Line(share, called.getOrDefault(share.clientId(), share.clientId()), titles(share.scopes()))).toList());
		model.addAttribute("page", page);
		model.addAttribute("more", all.size() > page * PAGE);
		return "console/roster-shares";
	}

	/**
	 * The apps that may be chosen: those that the people of the district may meet, and all for who looks after the server.
	 */
	@GetMapping(PATH + "/new")
	String choose(Administrator administrator, District district, HttpServletRequest request, Model model) {
		String part = Parameters.of(request).first("q").orElse("").strip();
		int page = page(request);
		Set<String> shared = this.shares.inDistrict(district.tenantId()).stream().map(RosterShare::clientId).collect(Collectors.toSet());
		List<ClientName> found = offered(administrator, district).stream()
			.filter((app) -> !shared.contains(app.clientId()) && contains(app.name(), part))
			.skip((page - 1L) * PAGE)
			.limit(PAGE + 1L)
			.toList();
		model.addAttribute("part", part);
		model.addAttribute("page", page);
		model.addAttribute("apps", found.stream().limit(PAGE).toList());
		model.addAttribute("more", found.size() > PAGE);
		return "console/roster-share-choose";
	}

	@GetMapping(SHARE)
	String one(District district, @PathVariable String clientId, Model model) {
		RosterShare share = share(district, clientId);
		model.addAttribute("share", share);
		model.addAttribute("name", name(clientId));
		model.addAttribute("scopes", sorted(share.scopes()));
		model.addAttribute("schools", schoolsOf(district, share));
		return "console/roster-share";
	}

	@GetMapping(SHARE + "/edit")
	@Reauthenticated
	String edit(Administrator administrator, District district, @PathVariable String clientId, HttpServletResponse response, Model model) {
		Optional<RosterShare> share = changeable(administrator, district, clientId);
		Form form = share.map((known) -> new Form(known.scopes(), known.schools().isEmpty(), known.schools(), ""))
			.orElseGet(() -> new Form(RosterShare.USUAL_SCOPES, true, Set.of(), ""));
		return form(district, clientId, form, share.map(RosterShare::version).orElse(""), new FormFaults(), response, model);
	}

	/**
	 * Stores what the app sees; or, if schools were searched for, shows the form again with those that were found and those ticked.
	 */
	@PostMapping(SHARE + "/edit")
	@Reauthenticated
	String share(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<RosterShare> before = changeable(administrator, district, clientId);
		Parameters sent = Parameters.of(request);
		String version = sent.first("version").orElse("");
		Form form = Form.of(sent);
		FormFaults faults = new FormFaults();
		if (sent.first("find").isPresent()) {
			return form(district, clientId, form, version, faults, response, model);
		}
		Set<String> known = this.roster.schools(district.tenantId()).stream().map(School::sourcedId).collect(Collectors.toSet());
		before.map(RosterShare::schools).ifPresent(known::addAll);
		Set<String> schools = form.schools().stream().filter((school) -> !form.whole() && known.contains(school)).collect(Collectors.toSet());
		Set<String> scopes = form.scopes().stream().filter(Scope.roster()::contains).collect(Collectors.toSet());
		faults.check(!scopes.isEmpty(), "scopes", "console.shares.scopes.fault");
		faults.check(form.whole() || !schools.isEmpty(), "with", "console.shares.schools.fault");
		// to share everything takes more than to forget a radio button; what was ticked before does not count
		faults.check(!form.whole() || form.schools().isEmpty() || before.map(RosterShare::schools).filter(form.schools()::equals).isPresent(), "with",
				"console.shares.contradiction");
		if (!faults.isEmpty()) {
			return form(district, clientId, form, version, faults, response, model);
		}
		try {
			this.shares.share(district.tenantId(), clientId, scopes, schools, version);
		}
		catch (StaleShareException ex) {
			RosterShare now = this.shares.find(clientId, district.tenantId()).orElse(null);
			model.addAttribute("stale", true);
			model.addAttribute("meanwhile", (now != null) ? sorted(now.scopes()) : List.of());
			model.addAttribute("meanwhileSchools", (now != null) ? schoolsOf(district, now) : List.of());
			form(district, clientId, form, (now != null) ? now.version() : "", faults, response, model);
			response.setStatus(HttpStatus.CONFLICT.value());
			return "console/roster-share-form";
		}
		return "redirect:" + path(district, clientId) + "?done=shares." + (before.isPresent() ? "changed" : "shared");
	}

	/**
	 * Who has them sees what the app sees; they stand on this page and nowhere else.
	 */
	@GetMapping(SHARE + "/credentials")
	@Reauthenticated
	String credentials(District district, @PathVariable String clientId, Model model) {
		RosterShare share = share(district, clientId);
		String base = this.properties.backChannelUrl();
		model.addAttribute("share", share);
		model.addAttribute("name", name(clientId));
		model.addAttribute("bearer", this.credentials.bearer(share));
		model.addAttribute("secret", this.credentials.secret(share));
		model.addAttribute("proxy", base + "/" + share.proxyPath() + "/ims/oneroster/v1p1");
		model.addAttribute("endpoint", this.servers.of(district) + "/ims/oneroster/v1p1");
		this.shares.shown(share);
		return "console/roster-share-credentials";
	}

	@GetMapping(SHARE + "/renew")
	@Reauthenticated
	String askRenew(District district, @PathVariable String clientId, Model model) {
		return ask(district, clientId, "renew", model);
	}

	@PostMapping(SHARE + "/renew")
	@Reauthenticated
	String renew(District district, @PathVariable String clientId, HttpServletRequest request) {
		RosterShare share = share(district, clientId);
		// sending the form twice renews once
		if (Parameters.of(request).first("generation").orElse("").equals(Integer.toString(share.generation()))) {
			this.shares.renew(district.tenantId(), clientId);
		}
		return "redirect:" + path(district, clientId) + "?done=shares.renewed";
	}

	@GetMapping(SHARE + "/end")
	@Reauthenticated
	String askEnd(District district, @PathVariable String clientId, Model model) {
		return ask(district, clientId, "end", model);
	}

	@PostMapping(SHARE + "/end")
	@Reauthenticated
	String end(District district, @PathVariable String clientId) {
		share(district, clientId);
		this.shares.end(district.tenantId(), clientId);
		return "redirect:/console/" + district.customUrl() + "/roster/shares?done=shares.ended";
	}

	private String ask(District district, String clientId, String what, Model model) {
		model.addAttribute("share", share(district, clientId));
		model.addAttribute("name", name(clientId));
		model.addAttribute("what", what);
		return "console/roster-share-ask";
	}

	private RosterShare share(District district, String clientId) {
		return this.shares.find(clientId, district.tenantId()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/**
	 * Returns what is shared so far with an app with which the administrator may share.
	 */
	private Optional<RosterShare> changeable(Administrator administrator, District district, String clientId) {
		Optional<RosterShare> share = this.shares.find(clientId, district.tenantId());
		if (share.isEmpty() && offered(administrator, district).stream().noneMatch((app) -> app.clientId().equals(clientId))) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return share;
	}

	private List<ClientName> offered(Administrator administrator, District district) {
		return administrator.system() ? this.names.all() : this.names.of(district.tenantId());
	}

	private String name(String clientId) {
		return this.names.find(List.of(clientId)).stream().findFirst().map(ClientName::name).orElse(clientId);
	}

	private String form(District district, String clientId, Form form, String version, FormFaults faults, HttpServletResponse response,
			Model model) {
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		List<School> all = new ArrayList<>(this.roster.schools(district.tenantId()));
		Set<String> known = all.stream().map(School::sourcedId).collect(Collectors.toSet());
		Map<String, String> lost = this.roster.names(district.tenantId(), form.schools());
		form.schools().stream().filter((id) -> !known.contains(id)).sorted().forEach((id) -> all.add(new School(id, lost.getOrDefault(id, id))));
		model.addAttribute("clientId", clientId);
		model.addAttribute("name", name(clientId));
		model.addAttribute("isNew", this.shares.find(clientId, district.tenantId()).isEmpty());
		model.addAttribute("version", version);
		model.addAttribute("typed", form);
		model.addAttribute("allScopes", Scope.roster());
		model.addAttribute("total", all.size());
		model.addAttribute("schools",
				all.stream().filter((school) -> form.schools().contains(school.sourcedId()) || contains(school.name(), form.part())).toList());
		model.addAttribute("faults", faults);
		return "console/roster-share-form";
	}

	/**
	 * Returns the schools of a share, with those that the roster lost: they see nothing, but come back with it.
	 */
	private List<SharedSchool> schoolsOf(District district, RosterShare share) {
		Map<String, String> called = this.roster.names(district.tenantId(), share.schools());
		Set<String> known = this.roster.schools(district.tenantId()).stream().map(School::sourcedId).collect(Collectors.toSet());
		return share.schools()
			.stream()
			.map((id) -> new SharedSchool(called.getOrDefault(id, id), !known.contains(id)))
			.sorted((one, other) -> one.name().compareToIgnoreCase(other.name()))
			.toList();
	}

	private static List<String> sorted(Collection<String> scopes) {
		return Scope.roster().stream().filter(scopes::contains).toList();
	}

	/** What the message bundle calls the scopes. */
	private static List<String> titles(Collection<String> scopes) {
		return sorted(scopes).stream().map((scope) -> "scope." + scope + ".title").toList();
	}

	private static boolean contains(String name, String part) {
		return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
	}

	private static String path(District district, String clientId) {
		return "/console/" + district.customUrl() + "/roster/shares/" + clientId;
	}

	private static int page(HttpServletRequest request) {
		return Parameters.of(request).first("page").filter((page) -> page.matches("[1-9]\\d{0,4}")).map(Integer::valueOf).orElse(1);
	}

	/**
	 * A share in the list.
	 *
	 * @param titles what the message bundle calls its scopes
	 */
	record Line(RosterShare share, String name, List<String> titles) {

	}

	/**
	 * @param lost whether the roster has it no more
	 */
	record SharedSchool(String name, boolean lost) {

	}

	/**
	 * What stands in the form.
	 *
	 * @param whole whether it is the whole district
	 * @param schools those that are ticked, by their sourcedIds
	 * @param part of the name of the schools that are shown
	 */
	record Form(Set<String> scopes, boolean whole, Set<String> schools, String part) {

		static Form of(Parameters sent) {
			return new Form(new LinkedHashSet<>(sent.all("scope")), sent.first("with").filter("some"::equals).isEmpty(),
					sent.all("school").stream().filter((id) -> !id.isBlank() && id.length() <= 255 && id.indexOf('\0') < 0).collect(Collectors.toSet()),
					sent.first("q").orElse("").strip());
		}

	}

}
