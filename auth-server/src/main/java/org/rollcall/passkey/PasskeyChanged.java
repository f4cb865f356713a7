package org.rollcall.passkey;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * Somebody added a passkey, gave it another name or removed it.
 *
 * @param nameBefore its name before, {@code null} if it was added
 * @param nameAfter its name after, {@code null} if it was removed
 */
public record PasskeyChanged(int userId, long passkeyId, @Nullable String nameBefore, @Nullable String nameAfter)
		implements Happening {

	@Override
	public String sentence() {
		return "Passkey " + this.passkeyId + " of person " + this.userId + " was "
				+ ((this.nameBefore == null) ? "added" : (this.nameAfter == null) ? "removed" : "renamed");
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

	@Override
	public Map<String, Object> before() {
		return (this.nameBefore != null) ? Map.of("name", this.nameBefore) : Map.of();
	}

	@Override
	public Map<String, Object> after() {
		return (this.nameAfter != null) ? Map.of("name", this.nameAfter) : Map.of();
	}

}
