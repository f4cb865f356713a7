package org.rollcall.console;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Several people in a text that is short enough for an address: each UserId as its distance from the one before, in base 36.
 */
final class Chosen {

	private static final int BASE = 36;

	private Chosen() {
	}

	static String write(Collection<Integer> userIds) {
		StringBuilder text = new StringBuilder();
		int before = 0;
		for (int userId : new TreeSet<>(userIds)) {
			text.append(text.isEmpty() ? "" : ".").append(Integer.toString(userId - before, BASE));
			before = userId;
		}
		return text.toString();
	}

	/**
	 * Returns who stands in the text; what is no such text ends them.
	 */
	static Set<Integer> read(String text) {
		Set<Integer> userIds = new LinkedHashSet<>();
		BigInteger before = BigInteger.ZERO;
		for (String distance : text.split("\\.")) {
			if (!distance.matches("[0-9a-z]{1,6}")) {
				break;
			}
			before = before.add(new BigInteger(distance, BASE));
			if (before.bitLength() >= Integer.SIZE) {
				break;
			}
			userIds.add(before.intValue());
		}
		return userIds;
	}

}
