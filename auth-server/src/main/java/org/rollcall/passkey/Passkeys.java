package org.rollcall.passkey;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.RollcallProperties;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
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
		checkNumber(userId);
		return this.webAuthn.get().optionsToAdd(userId, loginId, displayName, this.challenges.make(userId));
	}

	/**
	 * Adds the passkey that a browser made.
	 * @param name what its owner calls it
	 * @param credential what the browser said, in JSON (RegistrationResponseJSON)
	 * @throws PasskeyRefusedException if it answers nothing that the person was asked, or is no good
	 */
	@Transactional(noRollbackFor = PasskeyRefusedException.class)
	public void add(int userId, String name, String credential) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtext('passkey'), ?)").param(userId).query().listOfRows();
		checkNumber(userId);
		byte[] credentialId = this.webAuthn.get().add(userId, name, credential, (challenge) -> this.challenges.spend(challenge, userId));
		long passkeyId = this.jdbc.sql("select passkey_id from passkey where credential_id = ?")
			.param(credentialId)
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
	 * Removes all of somebody's passkeys: whoever takes an account back does not know who added them.
	 */
	public void removeAll(int userId) {
		of(userId).forEach((passkey) -> remove(userId, passkey.passkeyId()));
	}

	/**
	 * Returns what a browser has to know in order to sign somebody in, in JSON (PublicKeyCredentialRequestOptionsJSON).
	 */
	public String optionsToSignIn() {
		return this.webAuthn.get().optionsToSignIn(this.challenges.make(null));
	}

	/**
	 * Returns the UserId of whom a browser signs in with a passkey.
	 * @param credential what the browser said, in JSON (AuthenticationResponseJSON)
	 * @throws PasskeyRefusedException if it answers nothing that was asked, or is nobody's
	 */
	@Transactional(noRollbackFor = PasskeyRefusedException.class)
	public int signIn(String credential) {
		return this.webAuthn.get().signIn(credential, (challenge) -> this.challenges.spend(challenge, null));
	}

	/**
	 * Returns what a browser has to know in order to ask somebody who is signed in for one of their own passkeys, in JSON
	 * (PublicKeyCredentialRequestOptionsJSON).
	 */
	public String optionsToConfirm(int userId) {
		return this.webAuthn.get().optionsToConfirm(userId, this.challenges.make(userId));
	}

	/**
	 * Makes sure that it is the person who is signed in who sits there.
	 * @param credential what the browser said, in JSON (AuthenticationResponseJSON)
	 * @throws PasskeyRefusedException if it answers nothing that this person was asked, or is somebody else's
	 */
	@Transactional(noRollbackFor = PasskeyRefusedException.class)
	public void confirm(int userId, String credential) {
		int owner = this.webAuthn.get().signIn(credential, (challenge) -> this.challenges.spend(challenge, userId));
		if (owner != userId) {
			throw new PasskeyRefusedException("the passkey is somebody else's");
		}
	}

	private void checkNumber(int userId) {
		if (of(userId).size() >= MOST) {
			throw new PasskeyRefusedException("there are " + MOST + " already");
		}
	}

	private @Nullable String name(int userId, long passkeyId) {
		return this.jdbc.sql("select name from passkey where user_id = ? and passkey_id = ? for update")
			.params(userId, passkeyId)
			.query(String.class)
			.optional()
			.orElse(null);
	}

}
