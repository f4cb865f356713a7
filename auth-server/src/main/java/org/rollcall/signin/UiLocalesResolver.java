package org.rollcall.signin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.platform.Parameters;

import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * The language of a page: what the app wishes with {@code ui_locales} (OpenID Connect Core, section 3.1.2.1), else what the
 * browser wishes, as far as there is a message bundle for it.
 */
class UiLocalesResolver extends AcceptHeaderLocaleResolver {

	private static final String NAME = "ui_locales";

	private static final List<Locale> SUPPORTED = List.of(Locale.ENGLISH, Locale.forLanguageTag("es"));

	UiLocalesResolver() {
		setSupportedLocales(SUPPORTED);
		setDefaultLocale(Locale.ENGLISH);
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		return Parameters.of(request)
			.first(NAME)
			.or(() -> LoginCallback.of(request).flatMap((callback) -> callback.parameter(NAME)))
			.flatMap(UiLocalesResolver::supported)
			.orElseGet(() -> super.resolveLocale(request));
	}

	private static Optional<Locale> supported(String uiLocales) {
		try {
			String ranges = String.join(",", uiLocales.strip().split("\\s+"));
			return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(ranges), SUPPORTED));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
