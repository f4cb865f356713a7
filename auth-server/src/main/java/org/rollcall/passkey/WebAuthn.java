package org.rollcall.passkey;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

/**
 * The ceremonies of WebAuthn, by Spring Security and the library below it: all that needs it is here.
 */
class WebAuthn {

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

	String optionsToAdd(int userId, String loginId, String displayName, byte[] challenge) {
		return write(creation(userId, loginId, displayName, challenge));
	}

	String optionsToSignIn(byte[] challenge) {
		return write(request(challenge, List.of()));
	}

	String optionsToConfirm(int userId, byte[] challenge) {
		return write(request(challenge, known(handle(userId))));
	}

	/**
	 * @param spend what is done with the challenge before anything else is looked at
	 * @return the id of the credential
	 */
	byte[] add(int userId, String name, String credential, Consumer<byte[]> spend) {
		PublicKeyCredential<AuthenticatorAttestationResponse> sent = read(credential, new TypeReference<>() {
		});
		byte[] challenge = challenge((sent.getResponse() != null) ? sent.getResponse().getClientDataJSON() : null);
		spend.accept(challenge);
		return register(creation(userId, "", "", challenge), new RelyingPartyPublicKey(sent, name)).getBytes();
	}

	/**
	 * @param spend what is done with the challenge before anything else is looked at
	 * @return the UserId
	 */
	int signIn(String credential, Consumer<byte[]> spend) {
		PublicKeyCredential<AuthenticatorAssertionResponse> sent = read(credential, new TypeReference<>() {
		});
		byte[] challenge = challenge((sent.getResponse() != null) ? sent.getResponse().getClientDataJSON() : null);
		spend.accept(challenge);
		return authenticate(request(challenge, List.of()), sent);
	}

	private PublicKeyCredentialCreationOptions creation(int userId, String loginId, String displayName, byte[] challenge) {
		Bytes handle = handle(userId);
		return PublicKeyCredentialCreationOptions.builder()
			.rp(this.site)
			.user(ImmutablePublicKeyCredentialUserEntity.builder().id(handle).name(loginId).displayName(displayName).build())
			.challenge(new Bytes(challenge))
			.pubKeyCredParams(PublicKeyCredentialParameters.EdDSA, PublicKeyCredentialParameters.ES256,
					PublicKeyCredentialParameters.RS256)
			.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
				.residentKey(ResidentKeyRequirement.REQUIRED)
				.userVerification(UserVerificationRequirement.REQUIRED)
				.build())
			.attestation(AttestationConveyancePreference.NONE)
			.excludeCredentials(known(handle))
			.timeout(Challenges.PATIENCE)
			.build();
	}

	private List<PublicKeyCredentialDescriptor> known(Bytes handle) {
		List<PublicKeyCredentialDescriptor> known = new ArrayList<>();
		this.rows.findByUserId(handle)
			.forEach((passkey) -> known.add(PublicKeyCredentialDescriptor.builder()
				.id(passkey.getCredentialId())
				.transports(passkey.getTransports())
				.build()));
		return known;
	}

	/**
	 * @param known those that will do; any will if there are none
	 */
	private PublicKeyCredentialRequestOptions request(byte[] challenge, List<PublicKeyCredentialDescriptor> known) {
		return PublicKeyCredentialRequestOptions.builder()
			.rpId(this.site.getId())
			.challenge(new Bytes(challenge))
			.allowCredentials(known)
			.userVerification(UserVerificationRequirement.REQUIRED)
			.timeout(Challenges.PATIENCE)
			.build();
	}

	private String write(Object options) {
		return this.json.writeValueAsString(options);
	}

	private <T> T read(String text, TypeReference<T> type) {
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

	private byte[] challenge(@Nullable Bytes clientData) {
		try {
			JsonNode challenge = this.json.readTree((clientData != null) ? clientData.getBytes() : new byte[0]).path("challenge");
			return Bytes.fromBase64(challenge.asString("")).getBytes();
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new PasskeyRefusedException("what the browser sent has no challenge", ex);
		}
	}

	private Bytes handle(int userId) {
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
	private Bytes register(PublicKeyCredentialCreationOptions asked, RelyingPartyPublicKey sent) {
		try {
			return this.operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(asked, sent)).getCredentialId();
		}
		catch (RuntimeException ex) {
			throw new PasskeyRefusedException("the passkey is no good", ex);
		}
	}

	private int authenticate(PublicKeyCredentialRequestOptions asked, PublicKeyCredential<AuthenticatorAssertionResponse> sent) {
		try {
			return Integer.parseInt(this.operations.authenticate(new RelyingPartyAuthenticationRequest(asked, sent)).getName());
		}
		catch (RuntimeException ex) {
			throw new PasskeyRefusedException("the passkey is nobody's, or no good", ex,
					(sent.getRawId() != null) ? this.rows.owner(sent.getRawId()) : null);
		}
	}

}
