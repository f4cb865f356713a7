package org.rollcall.console;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.App;
import org.rollcall.client.AppDetails;
import org.rollcall.client.AppKind;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientSecret;
import org.rollcall.client.ClientType;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Initiation;
import org.rollcall.client.Lifetimes;
import org.rollcall.client.MachineScope;
import org.rollcall.client.OneRosterScope;
import org.rollcall.client.RedirectUris;
import org.rollcall.client.Scope;
import org.rollcall.client.TokenFormat;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.PlainText;

/**
 * What stands in the form of an app, as it was typed.
 *
 * @param typed by the names of the fields
 * @param scopes what is ticked of what the app may ask for
 */
record AppForm(Map<String, String> typed, Set<String> scopes, boolean pkceRequired) {

	private static final List<String> LINES = List.of("name", "kind", "fidelity", "tokenFormat", "website", "contact", "initiation",
			"initiateLoginUri");

	private static final List<String> TEXTS = List.of("redirectUris", "postLogoutRedirectUris", "domains");

	static final List<String> LIFETIMES = List.of("accessToken", "idToken", "refreshToken", "grant");

	private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

	private static final int MOST_FAULTS = 20;

	private static final int MOST_DOMAINS = 100;

	/** Characters that nobody sees, and those that turn the text around them. */
	private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\u202a-\u202e\u2066-\u2069]");

	private static final Pattern DOMAIN = Pattern.compile("(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

	static {
		UNITS.put("days", Duration.ofDays(1));
		UNITS.put("hours", Duration.ofHours(1));
		UNITS.put("minutes", Duration.ofMinutes(1));
		UNITS.put("seconds", Duration.ofSeconds(1));
	}

	/**
	 * Returns the form of a new app.
	 */
	static AppForm empty(Lifetimes lifetimes) {
		Map<String, String> typed = new LinkedHashMap<>();
		LINES.forEach((field) -> typed.put(field, ""));
		TEXTS.forEach((field) -> typed.put(field, ""));
		typed.put("kind", AppKind.WEB.value());
		typed.put("fidelity", Fidelity.EXTENDED.value());
		typed.put("initiation", Initiation.BOTH.value());
		typed.put("tokenFormat", TokenFormat.OPAQUE.value());
		put(typed, lifetimes);
		return new AppForm(typed, Set.of(Scope.OPENID.value(), Scope.PROFILE.value(), Scope.EMAIL.value()), false);
	}

	/**
	 * Returns the form of an app as it is.
	 */
	static AppForm of(App app) {
		ClientRegistration registration = app.registration();
		Map<String, String> typed = new LinkedHashMap<>();
		typed.put("name", registration.name());
		typed.put("kind", registration.kind().value());
		typed.put("fidelity", registration.fidelity().value());
		typed.put("tokenFormat", registration.tokenFormat().value());
		typed.put("redirectUris", String.join("\n", registration.redirectUris()));
		typed.put("postLogoutRedirectUris", String.join("\n", registration.postLogoutRedirectUris()));
		typed.put("website", Optional.ofNullable(app.details().website()).orElse(""));
		typed.put("contact", Optional.ofNullable(app.details().contact()).orElse(""));
		typed.put("domains", String.join("\n", app.details().domains()));
		typed.put("initiation", app.details().initiation().value());
		typed.put("initiateLoginUri", Optional.ofNullable(app.details().initiateLoginUri()).orElse(""));
		put(typed, registration.lifetimes());
		Set<String> scopes = new LinkedHashSet<>(registration.scopes());
		scopes.removeAll(MachineScope.all());
		return new AppForm(typed, scopes, registration.pkceRequired());
	}

	/**
	 * Returns the form as it was sent.
	 */
	static AppForm of(Parameters sent) {
		Map<String, String> typed = new LinkedHashMap<>();
		LINES.forEach((field) -> typed.put(field, sent.first(field).orElse("").strip()));
		TEXTS.forEach((field) -> typed.put(field, sent.first(field).orElse("").replace("\r\n", "\n").strip()));
		LIFETIMES.forEach((field) -> {
			typed.put(field, sent.first(field).orElse("").strip());
			typed.put(field + "Unit", sent.first(field + "Unit").filter(UNITS::containsKey).orElse("hours"));
		});
		Set<String> scopes = new LinkedHashSet<>(Scope.all());
		scopes.addAll(OneRosterScope.all());
		scopes.retainAll(sent.all("scope"));
		return new AppForm(typed, scopes, sent.first("pkceRequired").isPresent());
	}

	static Set<String> units() {
		return UNITS.keySet();
	}

	private static void put(Map<String, String> typed, Lifetimes lifetimes) {
		put(typed, "accessToken", lifetimes.accessToken());
		put(typed, "idToken", lifetimes.idToken());
		put(typed, "refreshToken", lifetimes.refreshToken());
		put(typed, "grant", lifetimes.grant());
	}

	private static void put(Map<String, String> typed, String field, Duration duration) {
		Map.Entry<String, Duration> unit = unit(duration);
		typed.put(field, Long.toString(duration.toSeconds() / unit.getValue().toSeconds()));
		typed.put(field + "Unit", unit.getKey());
	}

	/**
	 * Returns the largest unit in which a duration is a whole number; a day is 24 hours, as ClassLink says it.
	 */
	static Map.Entry<String, Duration> unit(Duration duration) {
		return UNITS.entrySet()
			.stream()
			.filter((unit) -> duration.toSeconds() % unit.getValue().toSeconds() == 0
					&& (unit.getValue().toDays() == 0 || duration.toDays() > 1))
			.findFirst()
			.orElseThrow();
	}

	Optional<AppKind> kind() {
		for (AppKind kind : AppKind.values()) {
			if (kind.value().equals(this.typed.get("kind"))) {
				return Optional.of(kind);
			}
		}
		return Optional.empty();
	}

	private Optional<Initiation> initiation() {
		for (Initiation initiation : Initiation.values()) {
			if (initiation.value().equals(this.typed.get("initiation"))) {
				return Optional.of(initiation);
			}
		}
		return Optional.empty();
	}

	private Optional<TokenFormat> tokenFormat() {
		for (TokenFormat format : TokenFormat.values()) {
			if (format.value().equals(this.typed.get("tokenFormat"))) {
				return Optional.of(format);
			}
		}
		return Optional.empty();
	}

	AppDetails details() {
		return new AppDetails(text("website"), text("contact"), lines("domains").stream().map((line) -> line.toLowerCase(Locale.ROOT)).toList(),
				initiation().orElseThrow(), text("initiateLoginUri"));
	}

	/**
	 * Returns what the form registers, if nothing in it is wrong.
	 * @param secret the app's own, if it is a confidential one
	 * @param kept the scopes that the app has and the form says nothing of
	 */
	ClientRegistration registration(String clientId, ClientSecret secret, boolean enabled, Set<String> kept) {
		AppKind kind = kind().orElseThrow();
		Set<String> all = new LinkedHashSet<>(this.scopes);
		all.addAll(kept);
		boolean isPublic = kind.type() == ClientType.PUBLIC;
		return new ClientRegistration(clientId, isPublic ? null : secret, this.typed.get("name"), kind.type(),
				Fidelity.of(this.typed.get("fidelity")), isPublic || this.pkceRequired, lines("redirectUris"),
				lines("postLogoutRedirectUris"), all, new Lifetimes(duration("accessToken"), duration("idToken"),
						duration("refreshToken"), duration("grant")),
				enabled, kind, tokenFormat().orElseThrow());
	}

	/**
	 * @param before the app as it is, {@code null} for a new one
	 */
	FormFaults check(Clients clients, @Nullable App before) {
		FormFaults faults = new FormFaults();
		String name = this.typed.get("name");
		faults.check(!name.isEmpty(), "name", "console.fault.missing");
		faults.check(name.length() <= 200 && PlainText.isName(name), "name", "console.fault.text");
		Optional<AppKind> kind = kind();
		faults.check(kind.isPresent(), "kind", "console.apps.fault.kind");
		faults.check(kind.isEmpty() || before == null || kind.get().type() == before.registration().type(), "kind",
				"console.apps.fault.kind.type");
		faults.check(kind.isEmpty() || before == null || kind.get() == AppKind.MACHINE
				|| MachineScope.administrative(before.registration().scopes()).isEmpty(), "kind", "console.apps.fault.kind.admin");
		kind.ifPresent((known) -> {
			faults.check(!known.hasPeople() || !this.typed.get("redirectUris").isEmpty(), "redirectUris", "console.apps.fault.redirect-uri.none");
			faults.check(!known.hasPeople() || !this.scopes.isEmpty(), "scopes", "console.apps.fault.scopes");
			faults.check(known == AppKind.MACHINE || Scope.all().containsAll(this.scopes), "scopes", "console.apps.fault.scopes.machine");
			checkUris(clients, known, "redirectUris", faults);
			checkUris(clients, known, "postLogoutRedirectUris", faults);
		});
		faults.check(initiation().isPresent(), "initiation", "console.apps.fault.kind");
		checkInitiateLoginUri(clients, faults);
		faults.check(this.typed.get("fidelity").matches("extended|exact"), "fidelity", "console.apps.fault.kind");
		Optional<TokenFormat> format = tokenFormat();
		faults.check(format.isPresent(), "tokenFormat", "console.apps.fault.kind");
		boolean jwt = format.filter(TokenFormat.JWT::equals).isPresent();
		faults.check(!jwt || !this.typed.get("fidelity").equals(Fidelity.EXACT.value()), "tokenFormat", "console.apps.fault.token-format.exact");
		LIFETIMES.forEach((field) -> checkLifetime(field, field.equals("idToken") || jwt && field.equals("accessToken") ? 30 : 3_650, faults));
		String website = this.typed.get("website");
		faults.check(website.isEmpty() || isWebsite(website), "website", "console.apps.fault.website");
		String contact = this.typed.get("contact");
		faults.check(contact.isEmpty() || contact.length() <= 320 && contact.matches("[^@\\s]+@[^@\\s]+") && !UNSEEN.matcher(contact).find(),
				"contact", "console.fault.email");
		List<String> domains = lines("domains").stream().map((line) -> line.toLowerCase(Locale.ROOT)).toList();
		faults.check(domains.size() <= MOST_DOMAINS, "domains", "console.apps.fault.domains.many", MOST_DOMAINS);
		domains.stream().filter((domain) -> !DOMAIN.matcher(domain).matches()).limit(1)
			.forEach((domain) -> faults.add("domains", "console.apps.fault.domain", shortened(domain)));
		return faults;
	}

	/**
	 * Says of each line what is wrong with it. Too many are not looked at one by one.
	 */
	void checkUris(Clients clients, AppKind kind, String field, FormFaults faults) {
		List<String> lines = lines(field);
		if (lines.size() > RedirectUris.MOST) {
			faults.add(field, "console.apps.fault.redirect-uri.many", RedirectUris.MOST, lines.size());
			return;
		}
		int number = 0;
		int wrong = 0;
		for (String line : this.typed.get(field).lines().toList()) {
			number++;
			Optional<RedirectUris.Fault> fault = line.isBlank() ? Optional.empty() : clients.fault(line.strip(), kind);
			if (fault.isPresent() && wrong++ < MOST_FAULTS) {
				faults.add(field, "console.apps.fault.redirect-uri." + fault.get().name().toLowerCase(Locale.ROOT).replace('_', '-'), number,
						shortened(line.strip()));
			}
		}
	}

	void checkInitiateLoginUri(Clients clients, FormFaults faults) {
		String uri = this.typed.get("initiateLoginUri");
		Optional<RedirectUris.Fault> fault = uri.isEmpty() ? Optional.empty() : clients.fault(uri, AppKind.WEB);
		fault.ifPresent((known) -> faults.add("initiateLoginUri",
				"console.apps.fault.initiate." + known.name().toLowerCase(Locale.ROOT).replace('_', '-')));
	}

	private void checkLifetime(String field, int days, FormFaults faults) {
		if (!this.typed.get(field).matches("\\d{1,9}")) {
			faults.add(field, "console.apps.fault.lifetime.number");
			return;
		}
		Duration duration = duration(field);
		faults.check(duration.toSeconds() >= 1 && duration.compareTo(Duration.ofDays(days)) <= 0, field, "console.apps.fault.lifetime", days);
	}

	private Duration duration(String field) {
		return UNITS.get(this.typed.get(field + "Unit")).multipliedBy(Long.parseLong(this.typed.get(field)));
	}

	private List<String> lines(String field) {
		return this.typed.get(field).lines().map(String::strip).filter((line) -> !line.isEmpty()).distinct().toList();
	}

	private @Nullable String text(String field) {
		String text = this.typed.get(field);
		return text.isEmpty() ? null : text;
	}

	private static boolean isWebsite(String value) {
		try {
			URI uri = new URI(value);
			return value.length() <= 2_048 && uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?");
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static String shortened(String value) {
		String seen = UNSEEN.matcher(value).replaceAll("\ufffd");
		return (seen.length() > 100) ? seen.substring(0, 100) + "…" : seen;
	}

}
