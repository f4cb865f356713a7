package org.rollcall.launchpad;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.session.Sessions;
import org.rollcall.session.SignedInPerson;

import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets people onto their own pages, and sends everybody else to sign in and back.
 */
@Component
class LaunchPadGate implements HandlerInterceptor {

	private static final String HOME = "/home";

	private final Sessions sessions;

	private final People people;

	LaunchPadGate(Sessions sessions, People people) {
		this.sessions = sessions;
		this.people = people;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
		if (!(handler instanceof HandlerMethod)) {
			return true;
		}
		Optional<SignedInPerson> session = this.sessions.find(request);
		Optional<Person> person = session.map(SignedInPerson::userId).flatMap(this.people::find).filter(Person::active);
		if (person.isEmpty()) {
			response.sendRedirect(signIn(request));
			return false;
		}
		request.setAttribute(Owner.ATTRIBUTE, new Owner(person.get(), session.get()));
		return true;
	}

	/**
	 * Who just went home gets there anyway. A form is not sent again by itself, and too long an address would come back.
	 */
	private static String signIn(HttpServletRequest request) {
		String path = request.getRequestURI();
		if (path.equals(HOME) || path.length() > 200) {
			return "/";
		}
		boolean page = request.getMethod().equals("GET");
		return "/?logincallback=" + URLEncoder.encode(page ? path : HOME, StandardCharsets.UTF_8);
	}

}
