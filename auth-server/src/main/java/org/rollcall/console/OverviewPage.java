package org.rollcall.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.ApiKey;
import org.rollcall.administrator.ApiKeys;
import org.rollcall.audit.AuditTrail;
import org.rollcall.audit.AuditTrail.Count;
import org.rollcall.audit.AuditTrail.LockedOut;
import org.rollcall.audit.AuditTrail.Refusals;
import org.rollcall.client.ClientChecks;
import org.rollcall.client.ClientChecks.EndingSecret;
import org.rollcall.client.ClientNames;
import org.rollcall.client.ClientNames.ClientName;
import org.rollcall.directory.District;
import org.rollcall.directory.PersonNames;
import org.rollcall.key.SigningKeys;
import org.rollcall.token.ScopeUses;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The first page of a district's console: how much happens, what needs attention, and which apps may ask for more than they do.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class OverviewPage {

	static final String SIGN_INS = "SignedIn";

	static final String TOKENS = "TokensIssued";

	/** Refused so often within a day, an app has a fault and not just somebody who went back. */
	static final int MANY_REFUSALS = 5;

	private static final int MOST_LOCKED_OUT = 10;

	private static final Duration SECRETS_END_SOON = Duration.ofDays(30);

	private static final Duration KEYS_END_SOON = Duration.ofDays(14);

	private static final Duration UNUSED_AFTER = Duration.ofDays(90);

	private static final Duration NEW = Duration.ofDays(7);

	/** These say what a person or an app decided, and not that something is wrong. */
	private static final Set<String> NO_FAULTS = Set.of("access_denied", "login_required", "consent_required", "interaction_required",
			"account_selection_required");

	private static final Set<String> EXPLAINED = Set.of("invalid_client", "invalid_grant", "invalid_scope", "invalid_request",
			"unauthorized_client", "unsupported_grant_type");

	private final AuditTrail trail;

	private final ClientNames clients;

	private final ClientChecks checks;

	private final ScopeUses scopeUses;

	private final PersonNames people;

	private final ApiKeys apiKeys;

	private final SigningKeys signingKeys;

	private final InstantSource clock;

	OverviewPage(AuditTrail trail, ClientNames clients, ClientChecks checks, ScopeUses scopeUses, PersonNames people,
			ApiKeys apiKeys, SigningKeys signingKeys, InstantSource clock) {
		this.trail = trail;
		this.clients = clients;
		this.checks = checks;
		this.scopeUses = scopeUses;
		this.people = people;
		this.apiKeys = apiKeys;
		this.signingKeys = signingKeys;
		this.clock = clock;
	}

	@GetMapping("/console/{district}")
	String home(District district, Administrator administrator, Model model) {
		Instant now = this.clock.instant();
		ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
		ZonedDateTime week = utc.truncatedTo(ChronoUnit.DAYS).minusDays(6);
		List<Count> counts = this.trail.counts(district.tenantId(), List.of(SIGN_INS, TOKENS), week.toInstant());
		model.addAttribute("day", period(counts, utc.truncatedTo(ChronoUnit.HOURS).minusHours(23), 24, ChronoUnit.HOURS));
		model.addAttribute("week", period(counts, week, 7, ChronoUnit.DAYS));
		model.addAttribute("attention", attention(district, administrator, now));
		model.addAttribute("unused", unusedScopes(district, now));
		return "console/home";
	}

	private static Period period(List<Count> all, ZonedDateTime first, int length, ChronoUnit unit) {
		Map<String, Integer> counts = new HashMap<>();
		for (Count count : all) {
			counts.merge(count.kind() + count.start().truncatedTo(unit), count.number(), Integer::sum);
		}
		return new Period(chart(SIGN_INS, counts, first, length, unit), chart(TOKENS, counts, first, length, unit));
	}

	private static BarChart chart(String kind, Map<String, Integer> counts, ZonedDateTime first, int length, ChronoUnit unit) {
		return BarChart.of(IntStream.range(0, length)
			.mapToObj((i) -> first.plus(i, unit))
			.map((start) -> new BarChart.Point(start, counts.getOrDefault(kind + start.toInstant(), 0)))
			.toList());
	}

	private List<Attention> attention(District district, Administrator administrator, Instant now) {
		String base = "/console/" + district.customUrl();
		List<Attention> attention = new ArrayList<>();
		if (administrator.system()) {
			this.signingKeys.trouble().ifPresent((trouble) -> attention.add(new Attention("signing-keys." + trouble, null, 0, null,
					"signing-keys." + trouble, null, "/console/-/keys")));
		}
		for (ApiKey key : this.apiKeys.ending(administrator.system() ? null : district.tenantId(), KEYS_END_SOON)) {
			if (key.tenantId() == null || key.tenantId() == district.tenantId()) {
				attention.add(new Attention(key.isEndedAt(now) ? "api-key-ended" : "api-key-ends", key.name(), 0,
						key.expiresAt().atZone(ZoneOffset.UTC), "api-key", null,
						(key.tenantId() != null) ? base + "/settings/api-keys" : "/console/-/api-keys"));
			}
		}
		for (EndingSecret secret : this.checks.secretsThatEnd(district.tenantId(), now.plus(SECRETS_END_SOON))) {
			String state = (secret.endsAt() == null) ? "secret-missing" : secret.endsAt().isBefore(now) ? "secret-ended" : "secret-ends";
			attention.add(new Attention(state, secret.name(), 0, (secret.endsAt() != null) ? secret.endsAt().atZone(ZoneOffset.UTC) : null,
					"secret", null, base + "/apps/" + secret.clientId()));
		}
		Map<String, String> names = this.clients.of(district.tenantId())
			.stream()
			.collect(Collectors.toMap(ClientName::clientId, ClientName::name));
		for (Refusals refusals : this.trail.refusals(district.tenantId(), names.keySet(), now.minus(Duration.ofDays(1)))) {
			if (refusals.number() >= MANY_REFUSALS && !NO_FAULTS.contains(refusals.error())) {
				attention.add(new Attention(refusals.kind(), names.get(refusals.clientId()), refusals.number(),
						refusals.lastAt().atZone(ZoneOffset.UTC), EXPLAINED.contains(refusals.error()) ? refusals.error() : "other",
						refusals.lastReason(), record(refusals, base, administrator)));
			}
		}
		List<LockedOut> lockedOut = this.trail.lockedOut(district.tenantId(), now.minus(Duration.ofDays(1)), MOST_LOCKED_OUT);
		Map<Integer, PersonNames.PersonName> people = this.people.find(lockedOut.stream().map(LockedOut::userId).toList());
		for (LockedOut one : lockedOut) {
			PersonNames.PersonName person = people.get(one.userId());
			if (person != null) {
				attention.add(new Attention("locked-out", person.displayName() + " (" + person.loginId() + ")", one.number(),
						one.lastAt().atZone(ZoneOffset.UTC), "locked-out", null, base + "/audit?kind=SignInRefused&person=" + one.userId()));
			}
		}
		return attention;
	}

	private static @Nullable String record(Refusals refusals, String base, Administrator administrator) {
		String query = "?app=" + refusals.clientId() + "&kind=" + refusals.kind();
		if (administrator.system()) {
			return "/console/-/audit" + query;
		}
		return refusals.ofDistrict() ? base + "/audit" + query : null;
	}

	/**
	 * What an app was registered for long enough ago and did not ask for in all the time, although it asked for something: an app
	 * that nobody uses at all is another matter. Who is registered for less loses less when it is broken into.
	 */
	private List<ClientChecks.RegisteredScopes> unusedScopes(District district, Instant now) {
		Map<String, Set<String>> asked = this.scopeUses.since(now.minus(UNUSED_AFTER))
			.stream()
			.collect(Collectors.groupingBy(ScopeUses.ScopeUse::clientId,
					Collectors.mapping(ScopeUses.ScopeUse::scope, Collectors.toSet())));
		return this.checks.scopes(district.tenantId(), now.minus(NEW))
			.stream()
			.filter((app) -> asked.containsKey(app.clientId()))
			.map((app) -> new ClientChecks.RegisteredScopes(app.clientId(), app.name(),
					app.scopes().stream().filter((scope) -> !asked.get(app.clientId()).contains(scope)).toList()))
			.filter((app) -> !app.scopes().isEmpty())
			.toList();
	}

	/**
	 * The same hours or days of both.
	 */
	record Period(BarChart signIns, BarChart tokens) {

	}

}
