package org.rollcall.launchpad;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Clients;
import org.rollcall.client.Scope;
import org.rollcall.consent.Consent;
import org.rollcall.consent.Consents;
import org.rollcall.token.OpenGrants;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Which apps may see what of somebody, and the way to end that.
 */
@Controller
class ConnectedAppPages {

	private static final String PATH = "/home/apps";

	private final Consents consents;

	private final OpenGrants grants;

	private final Clients clients;

	private final TransactionOperations transaction;

	ConnectedAppPages(Consents consents, OpenGrants grants, Clients clients, TransactionOperations transaction) {
		this.consents = consents;
		this.grants = grants;
		this.clients = clients;
		this.transaction = transaction;
	}

	@GetMapping(PATH)
	String list(Owner owner, Model model) {
		model.addAttribute("apps",
				connections(owner.userId()).values()
					.stream()
					.map((connection) -> shown(connection, owner.userId()))
					.sorted(Comparator.comparing((Shown app) -> app.name().toLowerCase(Locale.ROOT)).thenComparing(Shown::clientId))
					.toList());
		return "launchpad/apps";
	}

	/**
	 * Both in one transaction, so that no app is left with tokens that nobody allows.
	 */
	@PostMapping(PATH + "/{clientId:c[0-9a-f]{43,45}}/disconnect")
	String disconnect(Owner owner, @PathVariable String clientId) {
		boolean connected = Boolean.TRUE.equals(this.transaction.execute((status) -> {
			boolean allowed = this.consents.takeBack(clientId, owner.userId());
			return this.grants.revoke(owner.userId(), clientId, false) > 0 || allowed;
		}));
		if (!connected) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return "redirect:" + PATH + "?done=disconnected";
	}

	/**
	 * An app is connected if it was allowed something, or if it still holds tokens; where nobody is asked, it is the latter alone.
	 */
	private Map<String, Connection> connections(int userId) {
		Map<String, Connection> connections = new LinkedHashMap<>();
		this.consents.allowedBy(userId)
			.stream()
			.filter((allowed) -> !allowed.scopes().isEmpty())
			.forEach((allowed) -> connections.put(allowed.clientId(),
					new Connection(allowed.clientId(), true, new LinkedHashSet<>(allowed.scopes()), allowed.givenAt(), null)));
		this.grants.of(userId)
			.forEach((grant) -> connections.merge(grant.clientId(),
					new Connection(grant.clientId(), false, grant.scopes(), grant.createdAt(), grant.createdAt()), Connection::with));
		return connections;
	}

	private Shown shown(Connection connection, int userId) {
		ClientRegistration client = this.clients.findRegistration(connection.clientId()).orElseThrow();
		Consent consent = this.consents.find(connection.clientId(), userId);
		boolean emailComesWithProfile = !connection.scopes().contains(Scope.EMAIL.value())
				&& !consent.declined().contains(Scope.EMAIL.value());
		return new Shown(client.clientId(), client.name(), client.enabled(), connection.asked(), words(connection.scopes()),
				words(consent.declined()), emailComesWithProfile, Moments.of(connection.since()), Moments.of(connection.lastUsed()));
	}

	/**
	 * Only what there are words for, in the order of the catalogue.
	 */
	private static List<String> words(Collection<String> scopes) {
		return Scope.all().stream().filter(scopes::contains).toList();
	}

	/**
	 * @param asked whether the person was asked
	 * @param lastUsed when the app was given something last, {@code null} if that is long ago
	 */
	private record Connection(String clientId, boolean asked, Set<String> scopes, Instant since, @Nullable Instant lastUsed) {

		Connection with(Connection other) {
			Set<String> both = new LinkedHashSet<>(this.scopes);
			both.addAll(other.scopes);
			Instant used = (this.lastUsed == null || other.lastUsed != null && other.lastUsed.isAfter(this.lastUsed)) ? other.lastUsed
					: this.lastUsed;
			return new Connection(this.clientId, this.asked || other.asked, both,
					this.since.isBefore(other.since) ? this.since : other.since, used);
		}

	}

	/**
	 * An app, ready to be shown.
	 */
	record Shown(String clientId, String name, boolean enabled, boolean asked, List<String> may, List<String> declined,
			boolean emailComesWithProfile, @Nullable ZonedDateTime since, @Nullable ZonedDateTime lastUsed) {
	}

}
