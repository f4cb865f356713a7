package org.rollcall.platform;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody meant who typed a name that nobody knows.
 */
public final class NearestName {

	private NearestName() {
	}

	/**
	 * Returns the known name that is nearest to what was typed, or nothing if none is near: two letters may differ in six,
	 * upper and lower case do not matter, and a name that was only begun is near too.
	 */
	public static Optional<String> among(Collection<String> known, String typed) {
		String wanted = typed.toLowerCase(Locale.ROOT);
		String nearest = null;
		int least = Math.max(1, wanted.length() / 3) + 1;
		for (String name : known) {
			int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
			if (distance < least) {
				nearest = name;
				least = distance;
			}
		}
		if (nearest == null && wanted.length() >= 3) {
			return known.stream().filter((name) -> name.toLowerCase(Locale.ROOT).startsWith(wanted)).sorted().findFirst();
		}
		return Optional.ofNullable(nearest);
	}

	/**
	 * Returns {@code "; did you mean 'x'?"}, or a full stop if nothing is near: the end of a sentence.
	 */
	public static String question(Collection<String> known, String typed) {
		return among(known, typed).map((name) -> "; did you mean '" + name + "'?").orElse(".");
	}

	/** How many letters to add, remove, replace or swap with their neighbour. */
	private static int distance(String from, String to) {
		if (Math.abs(from.length() - to.length()) > from.length()) {
			return Integer.MAX_VALUE;
		}
		int[][] cost = new int[from.length() + 1][to.length() + 1];
		for (int i = 0; i <= from.length(); i++) {
			for (int j = 0; j <= to.length(); j++) {
				if (i == 0 || j == 0) {
					cost[i][j] = i + j;
					continue;
				}
				int replaced = cost[i - 1][j - 1] + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
				if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1)) {
					cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
				}
			}
		}
		return cost[from.length()][to.length()];
	}

}
