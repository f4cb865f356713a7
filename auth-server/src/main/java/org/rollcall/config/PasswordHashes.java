package org.rollcall.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.password.Passwords;

/**
 * The hashes of the passwords in one configuration. A slow hash is made once for each password and not for each person, or a
 * class of thirty would take a second.
 */
final class PasswordHashes {

	private final Passwords passwords;

	private final Map<String, String> made = new HashMap<>();

	private final Map<String, Boolean> compared = new HashMap<>();

	PasswordHashes(Passwords passwords) {
		this.passwords = passwords;
	}

	/**
	 * Returns the hash to keep for an item's {@code password} or {@code passwordHash}: the known one, if it is still right.
	 * @param known what is kept now
	 * @return nothing if the item names neither and none is known, or if there is a fault, which the item has been told then
	 */
	Optional<String> of(Section item, @Nullable String known) {
		String hash = item.text("passwordHash");
		String password = item.text("password");
		if (hash != null && password != null) {
			item.fault("passwordHash", "Write either password or passwordHash, not both.");
			return Optional.empty();
		}
		if (hash != null) {
			if (!this.passwords.isHash(hash)) {
				item.fault("passwordHash", "This is not a hash that Rollcall understands: it begins with {argon2} or {bcrypt}.");
				return Optional.empty();
			}
			return Optional.of(hash);
		}
		if (password == null) {
			return Optional.ofNullable(known);
		}
		if (known != null && this.compared.computeIfAbsent(known + "\n" + password,
				(key) -> this.passwords.matches(password, known))) {
			return Optional.of(known);
		}
		try {
			return Optional.of(this.made.computeIfAbsent(password, this.passwords::hash));
		}
		catch (IllegalArgumentException ex) {
			item.fault("password", String.valueOf(ex.getMessage()));
			return Optional.empty();
		}
	}

}
