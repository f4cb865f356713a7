package org.rollcall.config;

import java.util.Optional;

/**
 * The names that a login id like {@code tina.teacher} suggests.
 */
record NameParts(String first, Optional<String> last) {

	static NameParts of(String loginId) {
		String[] parts = loginId.replaceAll("@.*", "").split("[._-]+", 2);
		if (parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()) {
			return new NameParts(capital(parts[0]), Optional.of(capital(parts[1])));
		}
		return new NameParts(capital(loginId), Optional.empty());
	}

	private static String capital(String name) {
		return Character.toUpperCase(name.charAt(0)) + name.substring(1);
	}

}
