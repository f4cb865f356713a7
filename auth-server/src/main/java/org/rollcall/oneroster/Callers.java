package org.rollcall.oneroster;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A way in: recognises who sends a request.
 */
interface Callers {

	/**
	 * Returns whether the request came this way.
	 */
	boolean sent(HttpServletRequest request);

	/**
	 * Returns who sent it.
	 * @throws OneRosterException if they may not come in
	 */
	Caller of(HttpServletRequest request);

}
