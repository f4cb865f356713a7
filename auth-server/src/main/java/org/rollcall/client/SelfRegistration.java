package org.rollcall.client;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Apps that programs register, and look after with a token of their own (RFC 7591 and 7592).
 */
@Service
public class SelfRegistration {

	private static final String PREFIX = "rrt_";

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final Clients clients;

	private final Launches launches;

	private final ClientOwners owners;

	private final InitialAccessTokens initialTokens;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	SelfRegistration(JdbcClient jdbc, Clients clients, Launches launches, ClientOwners owners, InitialAccessTokens initialTokens,
			InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clients = clients;
		this.launches = launches;
		this.owners = owners;
		this.initialTokens = initialTokens;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * An app that a program looks after.
	 *
	 * @param metadata what it told about itself that decides nothing
	 * @param initiateLoginUri where it begins a sign-in that somebody else asks for
	 */
	public record Registered(ClientRegistration registration, Map<String, Object> metadata, @Nullable String initiateLoginUri,
			Instant createdAt) {

	}

	/**
	 * Registers an app.
	 * @return the token with which it is looked after; nothing if the initial token was used up meanwhile
	 * @throws IllegalArgumentException with the reason in words, if the registration is not allowed
	 */
	@Transactional
	public Optional<String> register(InitialAccessToken with, ClientRegistration registration, Map<String, Object> metadata,
			@Nullable String initiateLoginUri) {
		if (!this.initialTokens.spend(with.id())) {
			return Optional.empty();
		}
		this.clients.register(registration);
		this.launches.startBy(registration.clientId(), Initiation.BOTH, initiateLoginUri);
		if (with.tenantId() != null) {
			this.owners.assign(registration.clientId(), with.tenantId());
		}
		String token = PREFIX + ClassLinkIdentifier.secret();
		this.jdbc
			.sql("insert into client_registration (client_id, token_hash, metadata, created_at) values (?, ?, cast(? as jsonb), ?)")
			.params(registration.clientId(), Sha256.of(token), JSON.writeValueAsString(metadata),
					Timestamp.from(this.clock.instant()))
			.update();
		this.events.publishEvent(new SelfRegistered(registration.clientId(), with.tenantId(), "registered", Map.of(),
				SelfRegistered.facts(registration, initiateLoginUri)));
		return Optional.of(token);
	}

	/**
	 * Returns the app that is looked after with a token; nothing for any other token.
	 */
	@Transactional(readOnly = true)
	public Optional<Registered> find(String clientId, String token) {
		if (!ClassLinkIdentifier.hasForm(clientId)) {
			return Optional.empty();
		}
		return this.jdbc.sql("select metadata, created_at from client_registration where client_id = ? and token_hash = ? and ended_at is null")
			.params(clientId, Sha256.of(token))
			.query((row, number) -> Map.entry(JSON.readValue(row.getString("metadata"), VALUES),
					row.getTimestamp("created_at").toInstant()))
			.optional()
			.flatMap((found) -> this.clients.findRegistration(clientId)
				.map((registration) -> new Registered(registration, found.getKey(), this.launches.initiateLoginUri(clientId).orElse(null),
						found.getValue())));
	}

	/**
	 * Returns what an app that a program registered told about itself that decides nothing; nothing for any other app.
	 */
	@Transactional(readOnly = true)
	public Optional<Map<String, Object>> metadata(String clientId) {
		return this.jdbc.sql("select metadata from client_registration where client_id = ?")
			.param(clientId)
			.query((row, number) -> JSON.readValue(row.getString("metadata"), VALUES))
			.optional();
	}

	/**
	 * Changes what an app is registered with. Its secrets stay, unless it is given one because it had none.
	 * @param change what becomes of the app, which nobody else changes meanwhile
	 * @return the app as it is now; nothing if it is not looked after with that token
	 * @throws IllegalArgumentException with the reason in words, if the registration is not allowed
	 */
	@Transactional
	public Optional<Registered> change(String clientId, String token, UnaryOperator<Registered> change) {
		if (!ClassLinkIdentifier.hasForm(clientId)) {
			return Optional.empty();
		}
		this.clients.lock(clientId);
		return find(clientId, token).map((before) -> changed(before, change.apply(before)));
	}

	private Registered changed(Registered before, Registered after) {
		ClientRegistration registration = after.registration();
		if (Objects.equals(before.registration().secret(), registration.secret()) || registration.secret() == null) {
			this.clients.update(registration);
		}
		else {
			this.clients.register(registration);
		}
		this.launches.startBy(registration.clientId(), this.launches.initiation(registration.clientId()), after.initiateLoginUri());
		this.jdbc.sql("update client_registration set metadata = cast(? as jsonb) where client_id = ?")
			.params(JSON.writeValueAsString(after.metadata()), registration.clientId())
			.update();
		this.events.publishEvent(new SelfRegistered(registration.clientId(), owner(registration.clientId()), "changed",
				SelfRegistered.facts(before.registration(), before.initiateLoginUri()),
				SelfRegistered.facts(registration, after.initiateLoginUri())));
		return after;
	}

	/**
	 * Returns whether a program can change the app by itself.
	 */
	@Transactional(readOnly = true)
	public boolean isOpen(String clientId) {
		return this.jdbc.sql("select exists (select from client_registration where client_id = ? and ended_at is null)")
			.param(clientId)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Keeps the program that registered an app from changing it any more: the app is its administrators' alone from now on. Nothing
	 * happens if it is so already.
	 */
	@Transactional
	public void end(String clientId) {
		int ended = this.jdbc.sql("update client_registration set ended_at = ? where client_id = ? and ended_at is null")
			.params(Timestamp.from(this.clock.instant()), clientId)
			.update();
		if (ended == 1) {
			this.events.publishEvent(
					new AppChanged(clientId, owner(clientId), Map.of("changedByProgram", true), Map.of("changedByProgram", false)));
		}
	}

	/**
	 * Removes an app for good, with every consent and token that it was given.
	 */
	@Transactional
	public void remove(Registered registered) {
		String clientId = registered.registration().clientId();
		Integer owner = owner(clientId);
		if (this.clients.remove(clientId)) {
			this.events.publishEvent(
					new SelfRegistered(clientId, owner, "removed",
							SelfRegistered.facts(registered.registration(), registered.initiateLoginUri()), Map.of()));
		}
	}

	private @Nullable Integer owner(String clientId) {
		return this.owners.owner(clientId).orElse(null);
	}

}
