package org.rollcall.launchpad;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrators;
import org.rollcall.directory.DistrictLogos;
import org.rollcall.directory.Person;
import org.rollcall.platform.Parameters;

import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page of somebody's own shows: who is signed in, where one can go, and what was just done.
 */
@ControllerAdvice(basePackageClasses = LaunchPadModel.class)
class LaunchPadModel {

	private static final List<Link> PAGES = List.of(new Link("tiles", "/home", false), new Link("apps", "/home/apps", false),
			new Link("sessions", "/home/sessions", false), new Link("password", "/home/password", false),
			new Link("passkeys", "/home/passkeys", false));

	private final Administrators administrators;

	private final DistrictLogos logos;

	private final MessageSource messages;

	LaunchPadModel(Administrators administrators, DistrictLogos logos, MessageSource messages) {
		this.administrators = administrators;
		this.logos = logos;
		this.messages = messages;
	}

	@ModelAttribute("person")
	@Nullable Person person(HttpServletRequest request) {
		return (request.getAttribute(Owner.ATTRIBUTE) instanceof Owner owner) ? owner.person() : null;
	}

	@ModelAttribute("districtLogo")
	@Nullable String districtLogo(HttpServletRequest request) {
		Person person = person(request);
		return (person != null) ? this.logos.path(person.district().tenantId()).orElse(null) : null;
	}

	@ModelAttribute("navigation")
	List<Link> navigation(HttpServletRequest request) {
		String path = request.getRequestURI();
		List<Link> links = new ArrayList<>();
		PAGES.forEach((page) -> links.add(new Link(page.name(), page.path(), path.equals(page.path()))));
		if (request.getAttribute(Owner.ATTRIBUTE) instanceof Owner owner
				&& this.administrators.find(owner.userId()).isPresent()) {
			links.add(new Link("console", "/console", false));
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
			.filter((name) -> name.matches("[a-z][a-z-]{0,60}"))
			.map((name) -> this.messages.getMessage("launchpad.done." + name, null, null, locale))
			.orElse(null);
	}

	/**
	 * A place to go to.
	 *
	 * @param name its name in the message bundle, under {@code launchpad.nav.}
	 */
	record Link(String name, String path, boolean current) {
	}

}
