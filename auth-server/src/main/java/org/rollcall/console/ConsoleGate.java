package org.rollcall.console;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.Administrators;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.platform.Parameters;
import org.rollcall.session.Sessions;
import org.rollcall.session.SignedInPerson;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UriUtils;

/**
 * Lets nobody onto a page of the console whom it is not {@linkplain Allowed for}. A district that there is not, and one that
 * somebody else looks after, are refused alike.
 */
@Component
class ConsoleGate implements HandlerInterceptor {

	static final String ADMINISTRATOR = Administrator.class.getName();

	static final String DISTRICT = District.class.getName();

	static final String DISTRICT_VARIABLE = "district";

	/** For how long a typed password is good for what is dangerous. */
	static final Duration CONFIRMED_FOR = Duration.ofMinutes(10);

	private final Sessions sessions;

	private final Administrators administrators;

	private final Districts districts;

	private final InstantSource clock;

	ConsoleGate(Sessions sessions, Administrators administrators, Districts districts, InstantSource clock) {
		this.sessions = sessions;
		this.administrators = administrators;
		this.districts = districts;
		this.clock = clock;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
		if (!(handler instanceof HandlerMethod method)) {
			return true;
		}
		Audience audience = audience(method);
		if (audience == Audience.ANYONE) {
			return true;
		}
		Optional<SignedInPerson> person = this.sessions.find(request);
		if (person.isEmpty()) {
			response.sendRedirect("/?logincallback=" + URLEncoder.encode(returnTo(request), StandardCharsets.UTF_8));
			return false;
		}
		Administrator administrator = this.administrators.find(person.get().userId()).orElseThrow(ForbiddenException::new);
		District district = district(request);
		if (!mayEnter(administrator, audience, district)) {
			throw new ForbiddenException();
		}
		request.setAttribute(ADMINISTRATOR, administrator);
		request.setAttribute(DISTRICT, district);
		Reauthenticated dangerous = method.getMethodAnnotation(Reauthenticated.class);
		if (dangerous != null && person.get().confirmedAt().isBefore(this.clock.instant().minus(CONFIRMED_FOR))) {
			response.sendRedirect("/console/-/confirm?to="
					+ URLEncoder.encode(returnTo(request) + kept(request, dangerous), StandardCharsets.UTF_8));
			return false;
		}
		return true;
	}

	static Audience audience(HandlerMethod method) {
		Allowed allowed = method.getMethodAnnotation(Allowed.class);
		if (allowed == null) {
			allowed = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allowed.class);
		}
		if (allowed == null) {
			throw new IllegalStateException(method + " does not say whom it is for");
		}
		return allowed.value();
	}

	/**
	 * What a form sent is asked for again on its page; a form is never sent twice without anybody pressing a button.
	 */
	private static String returnTo(HttpServletRequest request) {
		String query = request.getQueryString();
		return request.getRequestURI() + ((query != null && request.getMethod().equals("GET")) ? "?" + query : "");
	}

	private static String kept(HttpServletRequest request, Reauthenticated dangerous) {
		Parameters sent = Parameters.of(request);
		String query = Arrays.stream(dangerous.kept())
			.flatMap((field) -> sent.first(field).stream().map((value) -> field + "=" + UriUtils.encode(value, StandardCharsets.UTF_8)))
			.collect(Collectors.joining("&"));
		return query.isEmpty() ? "" : "?" + query;
	}

	private @Nullable District district(HttpServletRequest request) {
		Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		if (!(variables instanceof Map<?, ?> map) || !(map.get(DISTRICT_VARIABLE) instanceof String customUrl)) {
			return null;
		}
		return this.districts.findByCustomUrl(customUrl).orElseThrow(ForbiddenException::new);
	}

	/**
	 * A page that is for a district's administrators and names no district is for nobody.
	 */
	private static boolean mayEnter(Administrator administrator, Audience audience, @Nullable District district) {
		return switch (audience) {
			case ANYONE -> true;
			case ADMINISTRATORS -> district == null || administrator.mayEnter(district.tenantId());
			case DEVELOPERS -> district != null && administrator.mayEnter(district.tenantId());
			case DISTRICT_ADMINISTRATORS -> district != null && administrator.administers(district.tenantId());
			case SYSTEM_ADMINISTRATORS -> administrator.system();
		};
	}

}
