package org.rollcall.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Somebody signed in, and all that was said on the way. A real app would keep the person
 * and forget the rest; this one keeps it to show it.
 *
 * @param request the question; none after a tile launch that was accepted
 * @param response what the browser brought back
 * @param tokens the newest tokens
 * @param idToken the newest id_token; none without the scope {@code openid}
 * @param person who it is
 */
record SignedIn(@Nullable AuthorizationRequest request, AuthorizationResponse response, Tokens tokens,
		@Nullable Jwt idToken, Person person) {

	/** The session's attribute that makes a visitor somebody. */
	static final String IN_SESSION = "signedIn";

	/**
	 * From here on the browser is this person. Its session gets a new id, so that one that
	 * somebody else may have planted before is worth nothing.
	 */
	void enter(HttpServletRequest request) {
		request.getSession();
		request.changeSessionId();
		keepIn(request.getSession());
	}

	void keepIn(HttpSession session) {
		session.setAttribute(IN_SESSION, this);
	}

	static @Nullable SignedIn in(HttpSession session) {
		return (SignedIn) session.getAttribute(IN_SESSION);
	}

}
