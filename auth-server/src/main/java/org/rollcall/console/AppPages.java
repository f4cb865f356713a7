package org.rollcall.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.client.App;
import org.rollcall.client.AppKind;
import org.rollcall.client.AppSharing;
import org.rollcall.client.Apps;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientSecret;
import org.rollcall.client.ClientSecrets;
import org.rollcall.client.ClientType;
import org.rollcall.client.Clients;
import org.rollcall.client.Initiation;
import org.rollcall.client.Lifetimes;
import org.rollcall.client.MachineScope;
import org.rollcall.client.OneRosterScope;
import org.rollcall.client.Scope;
import org.rollcall.client.SelfRegistration;
import org.rollcall.client.StaleAppException;
import org.rollcall.directory.District;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.platform.Actor;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.share.PartnerKey;
import org.rollcall.share.PartnerKeys;
import org.rollcall.share.SharedRoster;
import org.rollcall.share.SharedRosters;
import org.rollcall.tile.Tile;
import org.rollcall.tile.Tiles;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The apps of a district: the list, one of them, and the form in which one is registered or changed.
 */
@Controller
@Allowed(Audience.DEVELOPERS)
class AppPages {

	static final String PATH = "/console/{district}/apps";

	private static final int PAGE = 50;

	/** What a program may tell about its app (RFC 7591, section 2). */
	private static final List<String> METADATA = List.of("client_uri", "contacts", "tos_uri", "policy_uri", "logo_uri", "software_id",
			"software_version", "grant_types", "token_endpoint_auth_method");

	private final Apps apps;

	private final Clients clients;

	private final ClientSecrets secrets;

	private final AppSharing sharing;

	private final AppAccess access;

	private final SelfRegistration registrations;

	private final Tiles tiles;

	private final People people;

	private final Lifetimes lifetimes;

	private final RollcallProperties properties;

	private final SharedRosters rosters;

	private final PartnerKeys partnerKeys;

	private final InstantSource clock;

	AppPages(Apps apps, Clients clients, ClientSecrets secrets, AppSharing sharing, AppAccess access, SelfRegistration registrations,
			Tiles tiles, People people, Lifetimes lifetimes, RollcallProperties properties, SharedRosters rosters,
			PartnerKeys partnerKeys, InstantSource clock) {
		this.apps = apps;
		this.clients = clients;
		this.secrets = secrets;
		this.sharing = sharing;
		this.access = access;
		this.registrations = registrations;
		this.tiles = tiles;
		this.people = people;
		this.lifetimes = lifetimes;
		this.properties = properties;
		this.rosters = rosters;
		this.partnerKeys = partnerKeys;
		this.clock = clock;
	}

	@GetMapping(PATH)
	String list(Administrator administrator, District district, HttpServletRequest request, Model model) {
		Parameters sent = Parameters.of(request);
		String part = sent.first("q").orElse("").strip();
		int page = sent.first("page").filter((number) -> number.matches("[1-9]\\d{0,4}")).map(Integer::parseInt).orElse(1);
		var found = this.apps.of(district.tenantId(), AppAccess.developer(administrator, district), part, (page - 1) * PAGE, PAGE + 1);
		model.addAttribute("part", part);
		model.addAttribute("page", page);
		model.addAttribute("apps", found.subList(0, Math.min(PAGE, found.size())));
		model.addAttribute("more", found.size() > PAGE);
		return "console/apps";
	}

	@GetMapping(PATH + "/{clientId}")
	String app(Administrator administrator, District district, @PathVariable String clientId, Model model) {
		show(administrator, district, this.access.see(administrator, district, clientId), model);
		return "console/app";
	}

	private void show(Administrator administrator, District district, App app, Model model) {
		model.addAttribute("app", app);
		model.addAttribute("mayChange", this.access.mayChange(administrator, app));
		model.addAttribute("mayAdminister", AppAccess.mayAdminister(administrator, app));
		model.addAttribute("opensAdmin", AppAccess.opensAdmin(app));
		model.addAttribute("lifetimes", lifetimes(app));
		model.addAttribute("sharing", sharing(district, app));
		model.addAttribute("registeredBy", registeredBy(app));
		model.addAttribute("metadata", this.registrations.metadata(app.clientId()).map(AppPages::words).orElse(null));
		model.addAttribute("selfChanging", this.registrations.isOpen(app.clientId()));
		model.addAttribute("tiles", this.tiles.of(district.tenantId()).stream().filter((tile) -> app.clientId().equals(tile.clientId())).map(Tile::name).toList());
		addRosters(administrator, district, app, model);
		if (app.registration().type() == ClientType.CONFIDENTIAL) {
			model.addAttribute("secrets", this.secrets.of(app.clientId()));
		}
	}

	/**
	 * What other districts share is for those to see who change the app: its partner keys tell them the same.
	 */
	private void addRosters(Administrator administrator, District district, App app, Model model) {
		boolean mayChange = this.access.mayChange(administrator, app);
		Instant now = this.clock.instant();
		model.addAttribute("rosters",
				this.rosters.of(app.clientId())
					.stream()
					.filter((roster) -> mayChange || roster.district().tenantId() == district.tenantId())
					.map((roster) -> new SharedWith(roster, roster.share().tenantId() == district.tenantId() && administrator.administers(district.tenantId()),
							Scope.roster().stream().filter(roster.share().scopes()::contains).toList()))
					.toList());
		if (mayChange) {
			model.addAttribute("partnerKeys",
					this.partnerKeys.of(app.clientId()).stream().map((key) -> new ListedKey(key, key.isEndedAt(now))).toList());
		}
	}

	/**
	 * Returns the name of a sentence about who registered an app, and the name in it; {@code null} where nobody wrote it down.
	 */
	private @Nullable Registrant registeredBy(App app) {
		App.RegisteredBy by = app.registeredBy();
		if (by == null) {
			return null;
		}
		String name = String.valueOf(by.name());
		if (by.kind() == Actor.Kind.PERSON) {
			return new Registrant("person", this.people.find(Integer.parseInt(name)).map(Person::displayName).orElse(name));
		}
		return new Registrant((by.kind() == Actor.Kind.SERVER) ? "server" : "program", name);
	}

	/**
	 * Returns what a program told about its app, one thing a line: what there are words for, in their order.
	 */
	private static Map<String, String> words(Map<String, Object> metadata) {
		Map<String, String> words = new LinkedHashMap<>();
		for (String name : METADATA) {
			Object value = metadata.get(name);
			if (value instanceof List<?> list) {
				words.put(name, list.stream().map(String::valueOf).collect(Collectors.joining("\n")));
			}
			else if (value != null) {
				words.put(name, value.toString());
			}
		}
		return words;
	}

	/**
	 * Returns the name of a sentence about whose people may use the app, and the number in it.
	 */
	private Sharing sharing(District district, App app) {
		var shared = this.sharing.of(app.clientId());
		if (shared.isEmpty()) {
			return new Sharing(this.sharing.isForDistrictsOnly(app.clientId()) ? "nobody" : "all", 0);
		}
		if (!shared.keySet().equals(Set.of(district.tenantId()))) {
			return new Sharing("some", shared.size());
		}
		int schools = shared.get(district.tenantId()).size();
		return new Sharing((schools == 0) ? "own" : "schools", schools);
	}

	/**
	 * A new app; with {@code ?from=} a client id, it begins as a copy of that one.
	 */
	@GetMapping(PATH + "/new")
	String register(Administrator administrator, District district, HttpServletRequest request, HttpServletResponse response, Model model) {
		AppForm form = Parameters.of(request)
			.first("from")
			.map((clientId) -> AppForm.of(this.access.see(administrator, district, clientId)))
			.orElseGet(() -> AppForm.empty(this.lifetimes));
		return form(null, ClassLinkIdentifier.next(this.clock.instant()), "", form, new FormFaults(), response, model);
	}

	/**
	 * The client id follows from what the form brings along, so that sending it twice makes one app, and nobody chooses it: who has
	 * the one of an app that was removed is trusted by whoever trusted that.
	 */
	@PostMapping(PATH + "/new")
	String registered(Administrator administrator, District district, HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		AppForm form = AppForm.of(sent);
		String formId = sent.first("form").filter(ClassLinkIdentifier::hasForm).orElseGet(() -> ClassLinkIdentifier.next(this.clock.instant()));
		FormFaults faults = form.check(this.clients, null);
		checkPowers(administrator, form, Set.of(), faults);
		if (!faults.isEmpty()) {
			return form(null, formId, "", form, faults, response, model);
		}
		String clientId = ClassLinkIdentifier.following(formId);
		String secret = ClassLinkIdentifier.secret();
		ClientRegistration registration = form.registration(clientId, ClientSecret.of(secret), true, Set.of());
		boolean made = this.apps.register(registration, form.details(), district.tenantId(), AppAccess.developer(administrator, district));
		String path = "/console/" + district.customUrl() + "/apps/" + clientId;
		if (!made) {
			this.access.see(administrator, district, clientId);
			return "redirect:" + path + "?done=apps.registered-before";
		}
		if (registration.type() == ClientType.PUBLIC) {
			return "redirect:" + path + "?done=apps.registered";
		}
		App app = this.access.see(administrator, district, clientId);
		model.addAttribute("app", app);
		model.addAttribute("secret", secret);
		model.addAttribute("first", true);
		model.addAttribute("snippets", Snippets.of(app.registration(), secret, this.properties));
		return "console/app-secret";
	}

	@GetMapping(PATH + "/{clientId}/edit")
	@Reauthenticated
	String edit(Administrator administrator, District district, @PathVariable String clientId, HttpServletResponse response, Model model) {
		App app = this.access.change(administrator, district, clientId);
		return form(app, clientId, app.version(), AppForm.of(app), new FormFaults(), response, model);
	}

	@PostMapping(PATH + "/{clientId}/edit")
	@Reauthenticated
	String edited(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		App app = this.access.change(administrator, district, clientId);
		Parameters sent = Parameters.of(request);
		String version = sent.first("version").orElse("");
		AppForm form = AppForm.of(sent);
		FormFaults faults = form.check(this.clients, app);
		checkPowers(administrator, form, app.registration().scopes(), faults);
		if (!faults.isEmpty()) {
			return form(app, clientId, version, form, faults, response, model);
		}
		try {
			boolean changed = this.apps.change(form.registration(clientId, ClientSecret.NONE, app.enabled(), kept(app)), form.details(), version);
			return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps." + (changed ? "changed" : "unchanged");
		}
		catch (StaleAppException ex) {
			App now = this.access.change(administrator, district, clientId);
			model.addAttribute("meanwhile", meanwhile(now, form));
			form(now, clientId, now.version(), form, faults, response, model);
			response.setStatus(HttpStatus.CONFLICT.value());
			return "console/app-form";
		}
	}

	/**
	 * What an app has already stays ticked.
	 */
	private static void checkPowers(Administrator administrator, AppForm form, Set<String> before, FormFaults faults) {
		faults.check(administrator.system() || before.containsAll(beyondOneApp(form)), "scopes", "console.apps.fault.scopes.beyond",
				String.join(", ", beyondOneApp(form)));
	}

	private static List<String> beyondOneApp(AppForm form) {
		return form.scopes().stream().filter(Scope.beyondOneApp()::contains).sorted().toList();
	}

	/**
	 * What opens the admin API is not in the form of an app, which app developers have as well.
	 */
	private static Set<String> kept(App app) {
		Set<String> kept = new LinkedHashSet<>(app.registration().scopes());
		kept.retainAll(MachineScope.all());
		return kept;
	}

	/**
	 * Says of what is being typed what is wrong with it, for who has a script.
	 */
	@PostMapping(PATH + "/-/redirect-uris")
	String check(HttpServletRequest request, Model model) {
		AppForm form = AppForm.of(Parameters.of(request));
		FormFaults faults = new FormFaults();
		AppKind kind = form.kind().orElse(AppKind.WEB);
		form.checkUris(this.clients, kind, "redirectUris", faults);
		form.checkUris(this.clients, kind, "postLogoutRedirectUris", faults);
		form.checkInitiateLoginUri(this.clients, faults);
		model.addAttribute("faults", faults);
		model.addAttribute("field", Parameters.of(request).first("field").orElse("redirectUris"));
		return "console/app-parts :: checks";
	}

	/**
	 * Returns what is stored otherwise than it was typed, by the names of the fields.
	 */
	private static Map<String, String> meanwhile(App now, AppForm typed) {
		Map<String, String> meanwhile = new LinkedHashMap<>();
		AppForm stored = AppForm.of(now);
		stored.typed().forEach((field, value) -> {
			String name = field.replace("Unit", "");
			if (!value.equals(typed.typed().get(field))) {
				meanwhile.put(name, name.equals(field) && !AppForm.LIFETIMES.contains(name) ? value
						: stored.typed().get(name) + " " + stored.typed().get(name + "Unit"));
			}
		});
		if (!stored.scopes().equals(typed.scopes())) {
			meanwhile.put("scopes", String.join(" ", stored.scopes()));
		}
		if (stored.pkceRequired() != typed.pkceRequired()) {
			meanwhile.put("pkceRequired", stored.pkceRequired() ? "✓" : "–");
		}
		return meanwhile;
	}

	private String form(@Nullable App app, String clientId, String version, AppForm form, FormFaults faults, HttpServletResponse response,
			Model model) {
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		List<AppKind> kinds = new ArrayList<>(List.of(AppKind.values()));
		Optional.ofNullable(app).ifPresent((known) -> kinds.removeIf((kind) -> kind.type() != known.registration().type()));
		model.addAttribute("app", app);
		model.addAttribute("clientId", clientId);
		model.addAttribute("version", version);
		model.addAttribute("form", form);
		model.addAttribute("typed", form.typed());
		model.addAttribute("faults", faults);
		model.addAttribute("initiations", Stream.of(Initiation.values()).map(Initiation::value).toList());
		model.addAttribute("kinds", kinds.stream().map(AppKind::value).toList());
		model.addAttribute("allScopes", Scope.all());
		model.addAttribute("oneRosterScopes", OneRosterScope.all());
		model.addAttribute("hasOneRosterScopes", form.scopes().stream().anyMatch(OneRosterScope.all()::contains));
		model.addAttribute("lifetimes", AppForm.LIFETIMES);
		model.addAttribute("units", AppForm.units());
		return "console/app-form";
	}

	private static Map<String, Span> lifetimes(App app) {
		Map<String, String> typed = AppForm.of(app).typed();
		Map<String, Span> spans = new LinkedHashMap<>();
		AppForm.LIFETIMES.forEach((name) -> spans.put(name, new Span(Long.parseLong(typed.get(name)), typed.get(name + "Unit"))));
		return spans;
	}

	/**
	 * Whose people may use an app.
	 *
	 * @param kind its name in the message bundle, under {@code console.apps.shared.}
	 */
	record Sharing(String kind, int number) {

	}

	/**
	 * Who registered an app.
	 *
	 * @param kind its name in the message bundle, under {@code console.apps.registered-by.}
	 */
	record Registrant(String kind, String name) {

	}

	/**
	 * A time as people say it.
	 *
	 * @param unit its name in the message bundle, under {@code console.apps.span.}
	 */
	record Span(long number, String unit) {

	}

	/**
	 * A district that shares its roster with the app.
	 *
	 * @param own whether it is for the administrator to change
	 */
	record SharedWith(SharedRoster roster, boolean own, List<String> scopes) {

	}

	/**
	 * A partner key in the list.
	 */
	record ListedKey(PartnerKey key, boolean ended) {

	}

}
