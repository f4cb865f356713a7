package org.rollcall.config;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.App;
import org.rollcall.client.AppChanged;
import org.rollcall.client.AppRegistered;
import org.rollcall.client.Apps;
import org.rollcall.client.ClientOwners;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Clients;
import org.rollcall.client.MachineScope;
import org.rollcall.client.Scope;
import org.rollcall.platform.ClassLinkIdentifier;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Apps, one at a time, in the form that a {@code rollcall.yaml} has them.
 */
@Service
public class ClientItems implements Items {

	private static final String CLIENT_ID = "clientId";

	private static final String SECRET = "clientSecret";

	private static final String SCOPES = "scopes";

	/** What an app of a district may ask for if nobody says it: enough to know who signed in. */
	private static final List<String> USUAL_SCOPES = List.of(Scope.OPENID.value(), Scope.PROFILE.value(), Scope.EMAIL.value());

	private final ClientPart part;

	private final ItemWriter writer;

	private final Clients clients;

	private final InstantSource clock;

	private final ClientOwners owners;

	private final Apps apps;

	ClientItems(ClientPart part, ItemWriter writer, Clients clients, ClientOwners owners, Apps apps, InstantSource clock) {
		this.part = part;
		this.writer = writer;
		this.clients = clients;
		this.owners = owners;
		this.apps = apps;
		this.clock = clock;
	}

	/**
	 * Registers a new app. One that is given no client id, or is confidential and given no secret, gets one, and the answer has
	 * it.
	 * @param text an item of {@code clients}, in JSON or YAML
	 * @throws InvalidConfigException with all its faults, if it has any
	 * @throws ItemExistsException if the client id is an app's already
	 */
	@Override
	public Map<String, Object> create(String text) {
		return create(text, null, (scope) -> true);
	}

	/**
	 * As above.
	 * @param tenantId the district that looks after it, {@code null} for the operator
	 * @param mayGive whether the writer may give an app that scope of the admin API
	 * @throws ScopeBeyondWriterException if it may not
	 */
	@Transactional
	public Map<String, Object> create(String text, @Nullable Integer tenantId, Predicate<String> mayGive) {
		Section item = ItemWriter.parse(text, Shapes.NEW_CLIENT);
		check(item.texts(SCOPES), mayGive);
		if (tenantId != null && item.has(CLIENT_ID)) {
			// it may be that of an app that was removed, which others still trust, or tell of one elsewhere
			item.fault(CLIENT_ID, "Who writes for a district does not choose it; leave it out.");
			item.faults().throwIfAny();
		}
		if (!item.has(CLIENT_ID)) {
			item.values().put(CLIENT_ID, ClassLinkIdentifier.next(this.clock.instant()));
		}
		String clientId = item.text(CLIENT_ID, "");
		if (this.clients.findRegistration(clientId).isPresent()) {
			throw new ItemExistsException("There is an app with the client id " + clientId + ".");
		}
		if (tenantId != null) {
			item.values().putIfAbsent(SCOPES, USUAL_SCOPES);
		}
		boolean secretless = "public".equals(item.text("type")) || item.has("clientSecretHash");
		if (!secretless && !item.has(SECRET)) {
			item.values().put(SECRET, ClassLinkIdentifier.secret());
		}
		this.writer.create(this.part, item, Guard.NONE, account(clientId, tenantId));
		if (tenantId != null) {
			this.owners.assign(clientId, tenantId);
		}
		Map<String, Object> created = find(clientId).orElseThrow();
		if (item.has(SECRET)) {
			created.put(SECRET, item.text(SECRET, ""));
		}
		return created;
	}

	/**
	 * Registers an app, or brings the one with that client id in line with the item; without a secret it keeps its own.
	 * @throws InvalidConfigException with all its faults, if it has any
	 */
	@Override
	public Map<String, Object> put(String clientId, String text) {
		return put(clientId, text, (scope) -> true);
	}

	/**
	 * As above. Whoever writes to an app can give it a secret of their own, so that what it has already counts as well.
	 * @param mayGive whether the writer may give an app that scope of the admin API
	 * @throws ScopeBeyondWriterException if it may not
	 */
	@Transactional
	public Map<String, Object> put(String clientId, String text, Predicate<String> mayGive) {
		Section item = ItemWriter.parse(text, Shapes.NEW_CLIENT, CLIENT_ID, clientId);
		Set<String> before = this.clients.lockedScopes(clientId);
		check(MachineScope.administrative(before), mayGive);
		check(item.texts(SCOPES).stream().filter((scope) -> !before.contains(scope)).toList(), mayGive);
		if (owner(clientId).isPresent()) {
			item.values().putIfAbsent(SCOPES, USUAL_SCOPES);
		}
		this.writer.write(this.part, item, Guard.NONE, account(clientId, owner(clientId).orElse(null)));
		return find(clientId).orElseThrow();
	}

	private static void check(Collection<String> scopes, Predicate<String> mayGive) {
		Set<String> powers = MachineScope.administrative(scopes);
		scopes.stream().filter(Scope.beyondOneApp()::contains).forEach(powers::add);
		powers.stream().filter(mayGive.negate()).findFirst().ifPresent((scope) -> {
			throw new ScopeBeyondWriterException(scope);
		});
	}

	/**
	 * Returns an app, enabled or not, without the hash of its secret.
	 */
	@Override
	@Transactional(readOnly = true)
	public Optional<Map<String, Object>> find(String clientId) {
		return this.clients.findRegistration(clientId).map(this::item);
	}

	/**
	 * Returns the TenantId of the district that looks after an app; nothing if the operator does, or if there is no such app.
	 */
	@Transactional(readOnly = true)
	public Optional<Integer> owner(String clientId) {
		return this.owners.owner(clientId);
	}

	/**
	 * Returns the apps that a district looks after, by name.
	 */
	@Transactional(readOnly = true)
	public List<Map<String, Object>> of(int tenantId) {
		Set<String> own = this.owners.of(tenantId);
		return this.clients.registrations()
			.stream()
			.filter((client) -> own.contains(client.clientId()))
			.map(this::item)
			.toList();
	}

	/**
	 * Returns all apps by name.
	 */
	@Override
	@Transactional(readOnly = true)
	public List<Map<String, Object>> all() {
		return this.clients.registrations().stream().map(this::item).toList();
	}

	/**
	 * Removes an app for good, with all that it was given.
	 * @return whether there was one
	 */
	@Override
	public boolean remove(String clientId) {
		boolean there = this.apps.find(clientId).isPresent();
		this.apps.remove(clientId);
		return there;
	}

	private Account<App> account(String clientId, @Nullable Integer tenantId) {
		return new Account<>(() -> this.apps.find(clientId), (before, after, changes) -> {
			if (before.isEmpty()) {
				return new AppRegistered(clientId, tenantId, after.values());
			}
			Map<String, Object> was = new LinkedHashMap<>(before.get().values());
			Map<String, Object> is = new LinkedHashMap<>(after.values());
			Map<String, Object> other = Map.copyOf(is);
			is.entrySet().removeIf((value) -> value.getValue().equals(was.get(value.getKey())));
			was.entrySet().removeIf((value) -> value.getValue().equals(other.get(value.getKey())));
			if (is.isEmpty()) {
				is.put("secret", "another");
			}
			return new AppChanged(clientId, tenantId, was, is);
		});
	}

	private Map<String, Object> item(ClientRegistration client) {
		Map<String, Object> item = this.part.export(client);
		item.remove("clientSecretHash");
		return item;
	}

}
