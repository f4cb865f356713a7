package org.rollcall.console;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.directory.District;
import org.rollcall.directory.DistrictLogos;
import org.rollcall.platform.Parameters;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page of the console shows: who is signed in, the district, where one can go, and what was just done.
 */
@ControllerAdvice(basePackageClasses = ConsoleModel.class)
class ConsoleModel {

	private final DistrictLogos logos;

	private final MessageSource messages;

	ConsoleModel(DistrictLogos logos, MessageSource messages) {
		this.logos = logos;
		this.messages = messages;
	}

	@ModelAttribute("administrator")
	@Nullable Administrator administrator(HttpServletRequest request) {
		return (Administrator) request.getAttribute(ConsoleGate.ADMINISTRATOR);
	}

	@ModelAttribute("district")
	@Nullable District district(HttpServletRequest request) {
		return (District) request.getAttribute(ConsoleGate.DISTRICT);
	}

	@ModelAttribute("districtLogo")
	@Nullable String districtLogo(HttpServletRequest request) {
		District district = district(request);
		return (district != null) ? this.logos.path(district.tenantId()).orElse(null) : null;
	}

	/** The console's moments are all in this zone: a server has districts in more than one. */
	@ModelAttribute("utc")
	ZoneOffset utc() {
		return ZoneOffset.UTC;
	}

	@ModelAttribute("navigation")
	List<Link> navigation(HttpServletRequest request) {
		Administrator administrator = administrator(request);
		List<Link> links = new ArrayList<>();
		if (administrator == null) {
			return links;
		}
		District district = district(request);
		District shown = (district != null) ? district : administrator.person().district();
		String base = "/console/" + shown.customUrl();
		String path = request.getRequestURI();
		for (Section section : Section.values()) {
			if (section.isFor(administrator, shown.tenantId())) {
				String link = base + section.path();
				boolean current = section.path().isEmpty() ? path.equals(base) : path.equals(link) || path.startsWith(link + "/");
				links.add(new Link(section.name().toLowerCase(Locale.ROOT), link, current));
			}
		}
		if (administrator.system()) {
			links.add(new Link("server-audit", "/console/-/audit", path.startsWith("/console/-/audit")));
			links.add(new Link("districts", "/console/-/districts", path.startsWith("/console/-/districts")));
			links.add(new Link("keys", "/console/-/keys", path.startsWith("/console/-/keys")));
			links.add(new Link("api-keys", "/console/-/api-keys", path.startsWith("/console/-/api-keys")));
			links.add(new Link("registration", "/console/-/registration", path.startsWith("/console/-/registration")));
			links.add(new Link("api", "/console/-/api", path.equals("/console/-/api")));
		}
		return links;
	}

	/**
	 * After a form was sent, its page is asked for with {@code ?done=} and the name of a sentence.
	 */
	@ModelAttribute("done")
	@Nullable String done(HttpServletRequest request, Locale locale) {
		return Parameters.ofQuery(request.getQueryString())
			.first("done")
			.filter((name) -> name.matches("[a-z][a-z0-9.-]{0,60}"))
			.map((name) -> this.messages.getMessage("console.done." + name, null, null, locale))
			.orElse(null);
	}

	@ExceptionHandler(ForbiddenException.class)
	String forbidden(HttpServletResponse response) {
		response.setStatus(HttpStatus.FORBIDDEN.value());
		return "console/forbidden";
	}

	/**
	 * A place to go to.
	 *
	 * @param name its name in the message bundle, under {@code console.nav.}
	 */
	record Link(String name, String path, boolean current) {

	}

	/**
	 * The parts of a district's console.
	 */
	private enum Section {

		HOME(""), APPS("/apps"), PEOPLE("/people"), ROSTER("/roster"), CONSENTS("/consents"), AUDIT("/audit"), SETTINGS("/settings");

		private final String path;

		Section(String path) {
			this.path = path;
		}

		String path() {
			return this.path;
		}

		boolean isFor(Administrator administrator, int tenantId) {
			return administrator.administers(tenantId) || this == APPS && administrator.mayEnter(tenantId);
		}

	}

}
