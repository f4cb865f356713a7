package org.rollcall.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.RollcallProperties;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookie that names a browser's session: a random value, of which the database knows the hash only.
 */
@Component
class SessionCookie {

	private final String name;

	private final boolean secure;

	SessionCookie(RollcallProperties properties) {
		this.secure = properties.cookiesAreSecure();
		this.name = this.secure ? "__Host-rollcall" : "rollcall";
	}

	@Nullable String read(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, this.name);
		return (cookie != null) ? cookie.getValue() : null;
	}

	void write(HttpServletResponse response, String value) {
		response.addHeader(HttpHeaders.SET_COOKIE, of(value).toString());
	}

	ResponseCookie of(String value) {
		return cookie(value).build();
	}

	void clear(HttpServletResponse response) {
		response.addHeader(HttpHeaders.SET_COOKIE, cookie("").maxAge(0).build().toString());
	}

	/**
	 * {@code Lax}, because the way here is a link on the app's site.
	 */
	private ResponseCookie.ResponseCookieBuilder cookie(String value) {
		return ResponseCookie.from(this.name, value).path("/").httpOnly(true).secure(this.secure).sameSite("Lax");
	}

}
