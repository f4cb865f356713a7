package org.rollcall.sample;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was said between the browser, this app, and ClassLink, in its order, for a page to
 * show.
 */
record Transcript(List<Line> request, List<Line> response, List<Line> tokens, List<Line> idTokenHeader,
		List<Line> idTokenClaims, String myInfo) {

	/**
	 * One thing that was said.
	 *
	 * @param secret whether it opens something, and is therefore shown shortened at first
	 * @param time the moment that the value stands for, if it stands for one
	 */
	record Line(String name, String value, boolean secret, @Nullable Instant time) {

		/** Enough to tell two values apart, too little to use them. */
		public String shortened() {
			int length = value.length();
			return (length < 24) ? "…" : value.substring(0, 8) + "…" + value.substring(length - 4);
		}

	}

}
