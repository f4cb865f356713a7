package org.rollcall.passkey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/**
 * Passkeys and their owners as Spring Security asks for them. An owner's name there is the UserId.
 */
class PasskeyRows implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

	private static final String PASSKEY = "select p.*, u.handle from passkey p join passkey_user u using (user_id) where ";

	private final JdbcClient jdbc;

	private final InstantSource clock;

	PasskeyRows(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Adds a passkey, or notes that one was used: nothing else about it ever changes. A device that counts counts upwards, so one
	 * that does not is a copy (WebAuthn, section 7.2, step 22); whether the library looks at that depends on what it is asked.
	 */
	@Override
	public void save(CredentialRecord passkey) {
		Timestamp now = Timestamp.from(this.clock.instant());
		int used = this.jdbc.sql("""
				update passkey set signature_count = :count, backed_up = :backedUp, last_used_at = :now where credential_id = :id
					and (signature_count < :count or signature_count = 0 and :count = 0)""")
			.param("count", passkey.getSignatureCount())
			.param("backedUp", passkey.isBackupState())
			.param("now", now)
			.param("id", passkey.getCredentialId().getBytes())
			.update();
		if (used == 0 && findByCredentialId(passkey.getCredentialId()) != null) {
			throw new PasskeyRefusedException("its signature counter went back: there is a copy of it");
		}
		if (used == 0) {
			this.jdbc.sql("""
					insert into passkey (user_id, credential_id, name, public_key, attestation_object, signature_count, transports,
						user_verified, backup_eligible, backed_up, created_at)
					select user_id, :id, :name, :publicKey, :attestationObject, :signatureCount, :transports, :userVerified,
						:backupEligible, :backedUp, :now from passkey_user where handle = :handle""")
				.param("handle", passkey.getUserEntityUserId().getBytes())
				.param("id", passkey.getCredentialId().getBytes())
				.param("name", passkey.getLabel())
				.param("publicKey", passkey.getPublicKey().getBytes())
				.param("attestationObject", bytes(passkey.getAttestationObject()))
				.param("signatureCount", passkey.getSignatureCount())
				.param("transports", passkey.getTransports().stream().map(AuthenticatorTransport::getValue).toArray(String[]::new))
				.param("userVerified", passkey.isUvInitialized())
				.param("backupEligible", passkey.isBackupEligible())
				.param("backedUp", passkey.isBackupState())
				.param("now", now)
				.update();
		}
	}

	@Override
	public @Nullable CredentialRecord findByCredentialId(Bytes id) {
		return this.jdbc.sql(PASSKEY + "p.credential_id = ?").param(id.getBytes()).query(PasskeyRows::passkey).optional().orElse(null);
	}

	/**
	 * Returns the UserId of whose passkey it is.
	 */
	@Nullable Integer owner(Bytes id) {
		return this.jdbc.sql("select user_id from passkey where credential_id = ?")
			.param(id.getBytes())
			.query(Integer.class)
			.optional()
			.orElse(null);
	}

	@Override
	public List<CredentialRecord> findByUserId(Bytes handle) {
		return this.jdbc.sql(PASSKEY + "u.handle = ? order by p.passkey_id").param(handle.getBytes()).query(PasskeyRows::passkey).list();
	}

	@Override
	public void delete(Bytes id) {
		throw new UnsupportedOperationException("a passkey is removed by its owner, by number");
	}

	@Override
	public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
		return this.jdbc.sql("select user_id, handle from passkey_user where handle = ?")
			.param(handle.getBytes())
			.query(PasskeyRows::owner)
			.optional()
			.orElse(null);
	}

	@Override
	public @Nullable PublicKeyCredentialUserEntity findByUsername(String userId) {
		return this.jdbc.sql("select user_id, handle from passkey_user where user_id = ?")
			.param(Integer.valueOf(userId))
			.query(PasskeyRows::owner)
			.optional()
			.orElse(null);
	}

	/**
	 * Of two at the same moment both get the name of the one that came first.
	 */
	@Override
	public void save(PublicKeyCredentialUserEntity owner) {
		this.jdbc.sql("insert into passkey_user (user_id, handle) values (?, ?) on conflict (user_id) do nothing")
			.params(Integer.valueOf(owner.getName()), owner.getId().getBytes())
			.update();
	}

	private static CredentialRecord passkey(ResultSet row, int number) throws SQLException {
		Timestamp lastUsedAt = row.getTimestamp("last_used_at");
		Instant createdAt = row.getTimestamp("created_at").toInstant();
		return ImmutableCredentialRecord.builder()
			.credentialType(PublicKeyCredentialType.PUBLIC_KEY)
			.credentialId(new Bytes(row.getBytes("credential_id")))
			.userEntityUserId(new Bytes(row.getBytes("handle")))
			.publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
			.attestationObject(new Bytes(row.getBytes("attestation_object")))
			.signatureCount(row.getLong("signature_count"))
			.uvInitialized(row.getBoolean("user_verified"))
			.backupEligible(row.getBoolean("backup_eligible"))
			.backupState(row.getBoolean("backed_up"))
			.transports(Arrays.stream((String[]) row.getArray("transports").getArray())
				.map(AuthenticatorTransport::valueOf)
				.collect(Collectors.toSet()))
			.label(row.getString("name"))
			.created(createdAt)
			.lastUsed((lastUsedAt != null) ? lastUsedAt.toInstant() : createdAt)
			.build();
	}

	private static PublicKeyCredentialUserEntity owner(ResultSet row, int number) throws SQLException {
		String userId = row.getString("user_id");
		return ImmutablePublicKeyCredentialUserEntity.builder()
			.id(new Bytes(row.getBytes("handle")))
			.name(userId)
			.displayName(userId)
			.build();
	}

	private static byte[] bytes(@Nullable Bytes bytes) {
		return (bytes != null) ? bytes.getBytes() : new byte[0];
	}

}
