package org.rollcall.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.SentFile;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Finds the CSRF token also in a form that has a file in it, where it stands before the file. The container reads no such form.
 */
class TokenBesideFile implements CsrfTokenRequestHandler {

	private static final String CONSOLE = "/console/";

	private final CsrfTokenRequestHandler usual = new XorCsrfTokenRequestAttributeHandler();

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
		this.usual.handle(request, response, token);
	}

	@Override
	public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
		if (!request.getRequestURI().startsWith(CONSOLE) || !SentFile.isIn(request)) {
			return this.usual.resolveCsrfTokenValue(request, token);
		}
		String sent = read(request, token.getParameterName());
		return this.usual.resolveCsrfTokenValue(new HttpServletRequestWrapper(request) {

			@Override
			public @Nullable String getParameter(String name) {
				return name.equals(token.getParameterName()) ? sent : null;
			}

		}, token);
	}

	private static @Nullable String read(HttpServletRequest request, String name) {
		try {
			return SentFile.fieldBefore(request, name).orElse(null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
