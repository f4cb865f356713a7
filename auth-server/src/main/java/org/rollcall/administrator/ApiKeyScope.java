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

	CLIENTS,

	TILES,

	CONSENTS;

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
		return name().toLowerCase(Locale.ROOT);
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
