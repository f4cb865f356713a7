package org.rollcall.directory;

import org.jspecify.annotations.Nullable;

/**
 * What a sign-in with a password is checked against.
 *
 * @param userId whose they are
 * @param passwordHash the encoded password; null if the person has none and so cannot sign in with one
 * @param active whether the person may sign in at all
 */
public record Credentials(int userId, @Nullable String passwordHash, boolean active) {

	/** Without the hash, which has no place in a log. */
	@Override
	public String toString() {
		return "Credentials[userId=%d, passwordHash=%s, active=%s]".formatted(this.userId,
				(this.passwordHash != null) ? "(hidden)" : "(none)", this.active);
	}

}
