package org.rollcall.administrator;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a key of the admin API is good for: a kind of things, to be read or to be changed. Who may change may read.
 */
public enum ApiKeyScope {

	/** The whole configuration, which no key of a single district reaches. */
	CONFIG,

	DISTRICTS,

	PEOPLE,

	/** Imports of rosters. */
	ROSTERS,

	CLIENTS,

	TILES,

	CONSENTS,

	/** What districts decided about apps for their people. */
	POLICIES,

	/** Where people are signed in. */
	SESSIONS,

	/** What happened. */
	AUDIT,

	/** Keys of the admin API; none can make one that is good for more than itself. */
	API_KEYS,

	/** Tokens with which programs register apps. */
	REGISTRATION_TOKENS,

	/** The keys that sign id_tokens, which are the server's. */
	KEYS;

	private static final String READ = ".read";

	private static final String WRITE = ".write";

	/**
	 * Returns the scope for reading, such as {@code people.read}.
	 */
	public String read() {
		return kind() + READ;
	}

	/**
	 * Returns the scope for changing, such as {@code people.write}.
	 */
	public String write() {
		return kind() + WRITE;
	}

	/**
	 * Returns the kind as it stands in addresses, such as {@code people}.
	 */
	public String kind() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Returns whether it is about the server as a whole, so that no key of a single district reaches it.
	 */
	public boolean isOfServer() {
		return this == CONFIG || this == KEYS;
	}

	/**
	 * Returns every scope, in the order of the kinds.
	 */
	public static Set<String> all() {
		return Arrays.stream(values())
			.flatMap((scope) -> List.of(scope.read(), scope.write()).stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

}
