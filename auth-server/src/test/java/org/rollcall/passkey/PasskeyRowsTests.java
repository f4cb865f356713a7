package org.rollcall.passkey;

import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How passkeys are kept.
 */
@RollcallTest
class PasskeyRowsTests {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	@Test
	void aDeviceThatCountsBackwardsIsACopyAndOneThatDoesNotCountIsNot() {
		PasskeyRows rows = new PasskeyRows(this.jdbc, this.clock);
		int userId = this.jdbc.sql("select min(user_id) from person").query(Integer.class).single();
		rows.save(ImmutablePublicKeyCredentialUserEntity.builder().id(Bytes.random()).name("" + userId).displayName("").build());
		Bytes owner = rows.findByUsername("" + userId).getId();
		Bytes id = new Bytes(UUID.randomUUID().toString().getBytes());
		for (int count : new int[] { 0, 0, 0, 10, 11, 13 }) {
			rows.save(passkey(id, owner, count));
		}

		for (int count : new int[] { 13, 5, 0 }) {
			assertThatExceptionOfType(PasskeyRefusedException.class).isThrownBy(() -> rows.save(passkey(id, owner, count)));
		}
		assertThat(rows.findByCredentialId(id).getSignatureCount()).isEqualTo(13);
		assertThat(rows.owner(id)).isEqualTo(userId);
		this.jdbc.sql("delete from passkey_user where user_id = ?").param(userId).update();
	}

	private static CredentialRecord passkey(Bytes id, Bytes owner, int count) {
		return ImmutableCredentialRecord.builder()
			.credentialType(PublicKeyCredentialType.PUBLIC_KEY)
			.credentialId(id)
			.userEntityUserId(owner)
			.publicKey(new ImmutablePublicKeyCose(new byte[] { 1 }))
			.attestationObject(new Bytes(new byte[] { 1 }))
			.signatureCount(count)
			.transports(Set.of(AuthenticatorTransport.INTERNAL))
			.label("Key")
			.build();
	}

}
