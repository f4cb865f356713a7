package org.rollcall.passkey;

import java.net.URI;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.platform.RollcallProperties;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/**
 * People's passkeys, by Spring Security's WebAuthn. A passkey replaces the password and whatever might come after it, so it has
 * to know its owner: by a finger, a face or a PIN. It is found without a username.
 *
 * <p>
 * The library is big, and most starts of a server see no passkey: nothing of it is loaded before the first one comes.
 */
@Service
@Transactional
public class Passkeys {

	/** Nobody has so many devices. */
	private static final int MOST = 20;

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final Challenges challenges;

	private final ApplicationEventPublisher events;

	private final Supplier<WebAuthn> webAuthn;

	Passkeys(JdbcClient jdbc, InstantSource clock, Challenges challenges, ApplicationEventPublisher events,
			RollcallProperties properties) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.challenges = challenges;
		this.events = events;
		this.webAuthn = SingletonSupplier.of(() -> new WebAuthn(jdbc, clock, properties.frontChannelUrl()));
	}

	/**
	 * Returns somebody's passkeys, in the order in which they were added.
	 */
	@Transactional(readOnly = true)
	public List<Passkey> of(int userId) {
		return this.jdbc.sql("""
				select passkey_id, name, backed_up, created_at, last_used_at from passkey where user_id = ? order by passkey_id""")
			.param(userId)
			.query((row, number) -> {
				Timestamp lastUsedAt = row.getTimestamp("last_used_at");
				return new Passkey(row.getLong("passkey_id"), row.getString("name"), row.getBoolean("backed_up"),
						row.getTimestamp("created_at").toInstant(), (lastUsedAt != null) ? lastUsedAt.toInstant() : null);
			})
			.list();
	}

	/**
	 * Returns what a browser has to know in order to make a passkey, in JSON (PublicKeyCredentialCreationOptionsJSON).
	 * @param loginId what the device shows besides {@code displayName}
	 * @throws PasskeyRefusedException if the person has more than enough
	 */
	public String optionsToAdd(int userId, String loginId, String displayName) {
		if (of(userId).size() >= MOST) {
			throw new PasskeyRefusedException("there are " + MOST + " already");
		}
		return this.webAuthn.get().write(creation(userId, loginId, displayName, this.challenges.make(userId)));
	}

	/**
	 * Adds the passkey that a browser made.
	 * @param name what its owner calls it
	 * @param credential what the browser said, in JSON (RegistrationResponseJSON)
	 * @throws PasskeyRefusedException if it answers nothing that the person was asked, or is no good
	 */
	@Transactional(noRollbackFor = PasskeyRefusedException.class)
	public void add(int userId, String name, String credential) {
		WebAuthn webAuthn = this.webAuthn.get();
		PublicKeyCredential<AuthenticatorAttestationResponse> sent = webAuthn.read(credential, new TypeReference<>() {
		});
		byte[] challenge = webAuthn.challenge(sent.getResponse().getClientDataJSON());
		this.challenges.spend(challenge, userId);
		Bytes id = webAuthn.register(creation(userId, "", "", challenge), new RelyingPartyPublicKey(sent, name));
		long passkeyId = this.jdbc.sql("select passkey_id from passkey where credential_id = ?")
			.param(id.getBytes())
			.query(Long.class)
			.single();
		this.events.publishEvent(new PasskeyChanged(userId, passkeyId, null, name));
	}

	/**
	 * Gives one of somebody's passkeys another name.
	 * @return whether it is theirs
	 */
	public boolean rename(int userId, long passkeyId, String name) {
		String before = name(userId, passkeyId);
		if (before == null) {
			return false;
		}
		if (!before.equals(name)) {
			this.jdbc.sql("update passkey set name = ? where passkey_id = ?").params(name, passkeyId).update();
			this.events.publishEvent(new PasskeyChanged(userId, passkeyId, before, name));
		}
		return true;
	}

	/**
	 * Removes one of somebody's passkeys.
	 * @return whether it was theirs
	 */
	public boolean remove(int userId, long passkeyId) {
		String before = name(userId, passkeyId);
		if (before == null) {
			return false;
		}
		this.jdbc.sql("delete from passkey where passkey_id = ?").param(passkeyId).update();
		this.events.publishEvent(new PasskeyChanged(userId, passkeyId, before, null));
		return true;
	}

	/**
	 * Returns what a browser has to know in order to sign somebody in, in JSON (PublicKeyCredentialRequestOptionsJSON).
	 */
	public String optionsToSignIn() {
		return this.webAuthn.get().write(request(this.challenges.make(null)));
	}

	/**
	 * Returns the UserId of whom a browser signs in with a passkey.
	 * @param credential what the browser said, in JSON (AuthenticationResponseJSON)
	 * @throws PasskeyRefusedException if it answers nothing that was asked, or is nobody's
	 */
	@Transactional(noRollbackFor = PasskeyRefusedException.class)
	public int signIn(String credential) {
		WebAuthn webAuthn = this.webAuthn.get();
		PublicKeyCredential<AuthenticatorAssertionResponse> sent = webAuthn.read(credential, new TypeReference<>() {
		});
		byte[] challenge = webAuthn.challenge(sent.getResponse().getClientDataJSON());
		this.challenges.spend(challenge, null);
		return webAuthn.authenticate(request(challenge), sent);
	}

	private @Nullable String name(int userId, long passkeyId) {
		return this.jdbc.sql("select name from passkey where user_id = ? and passkey_id = ? for update")
			.params(userId, passkeyId)
			.query(String.class)
			.optional()
			.orElse(null);
	}

	private PublicKeyCredentialCreationOptions creation(int userId, String loginId, String displayName, byte[] challenge) {
		WebAuthn webAuthn = this.webAuthn.get();
		Bytes handle = webAuthn.handle(userId);
		List<PublicKeyCredentialDescriptor> known = new ArrayList<>();
		webAuthn.rows.findByUserId(handle)
			.forEach((passkey) -> known.add(PublicKeyCredentialDescriptor.builder()
				.id(passkey.getCredentialId())
				.transports(passkey.getTransports())
				.build()));
		return PublicKeyCredentialCreationOptions.builder()
			.rp(webAuthn.site)
			.user(ImmutablePublicKeyCredentialUserEntity.builder().id(handle).name(loginId).displayName(displayName).build())
			.challenge(new Bytes(challenge))
			.pubKeyCredParams(PublicKeyCredentialParameters.EdDSA, PublicKeyCredentialParameters.ES256,
					PublicKeyCredentialParameters.RS256)
			.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
				.residentKey(ResidentKeyRequirement.REQUIRED)
				.userVerification(UserVerificationRequirement.REQUIRED)
				.build())
			.attestation(AttestationConveyancePreference.NONE)
			.excludeCredentials(known)
			.timeout(Challenges.PATIENCE)
			.build();
	}

	private PublicKeyCredentialRequestOptions request(byte[] challenge) {
		return PublicKeyCredentialRequestOptions.builder()
			.rpId(this.webAuthn.get().site.getId())
			.challenge(new Bytes(challenge))
			.userVerification(UserVerificationRequirement.REQUIRED)
			.timeout(Challenges.PATIENCE)
			.build();
	}

	/**
	 * All that needs the library.
	 */
	private static final class WebAuthn {

		private final JsonMapper json = JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

		private final PasskeyRows rows;

		private final PublicKeyCredentialRpEntity site;

		private final Webauthn4JRelyingPartyOperations operations;

		/**
		 * @param origin what browsers open; a passkey is good at its host only
		 */
		WebAuthn(JdbcClient jdbc, InstantSource clock, String origin) {
			this.rows = new PasskeyRows(jdbc, clock);
			this.site = PublicKeyCredentialRpEntity.builder().id(URI.create(origin).getHost()).name("Rollcall").build();
			this.operations = new Webauthn4JRelyingPartyOperations(this.rows, this.rows, this.site, Set.of(origin));
		}

		String write(Object options) {
			return this.json.writeValueAsString(options);
		}

		<T> T read(String text, TypeReference<T> type) {
			try {
				T value = this.json.readValue(text, type);
				if (value != null) {
					return value;
				}
			}
			catch (JacksonException | IllegalArgumentException | NullPointerException ex) {
				throw new PasskeyRefusedException("what the browser sent cannot be read", ex);
			}
			throw new PasskeyRefusedException("the browser sent nothing");
		}

		byte[] challenge(@Nullable Bytes clientData) {
			try {
				JsonNode challenge = this.json.readTree((clientData != null) ? clientData.getBytes() : new byte[0]).path("challenge");
				return Bytes.fromBase64(challenge.asString("")).getBytes();
			}
			catch (JacksonException | IllegalArgumentException ex) {
				throw new PasskeyRefusedException("what the browser sent has no challenge", ex);
			}
		}

		Bytes handle(int userId) {
			String name = Integer.toString(userId);
			PublicKeyCredentialUserEntity owner = this.rows.findByUsername(name);
			if (owner != null) {
				return owner.getId();
			}
			this.rows.save(ImmutablePublicKeyCredentialUserEntity.builder().id(Bytes.random()).name(name).displayName(name).build());
			return handle(userId);
		}

		/**
		 * Whatever the library finds wrong, it says so with exceptions of many types.
		 */
		Bytes register(PublicKeyCredentialCreationOptions asked, RelyingPartyPublicKey sent) {
			try {
				return this.operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(asked, sent)).getCredentialId();
			}
			catch (RuntimeException ex) {
				throw new PasskeyRefusedException("the passkey is no good", ex);
			}
		}

		int authenticate(PublicKeyCredentialRequestOptions asked, PublicKeyCredential<AuthenticatorAssertionResponse> sent) {
			try {
				return Integer.parseInt(this.operations.authenticate(new RelyingPartyAuthenticationRequest(asked, sent)).getName());
			}
			catch (RuntimeException ex) {
				throw new PasskeyRefusedException("the passkey is nobody's, or no good", ex);
			}
		}

	}

}
