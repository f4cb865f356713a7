package org.rollcall.console;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.rollcall.administrator.Administrators;
import org.rollcall.administrator.ConsoleRole;
import org.rollcall.directory.Districts;
import org.rollcall.directory.People;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route of the console, asked for by everybody, for the own district, another one and one that there is not.
 */
@RollcallTest
@TestInstance(Lifecycle.PER_CLASS)
class AuthorizationMatrixTests {

	private static final List<String> DISTRICTS = List.of("lincolnusd", "washingtonisd", "nowhere");

	@Autowired
	private RequestMappingHandlerMapping routes;

	@Autowired
	private Administrators administrators;

	@Autowired
	private Districts districts;

	@Autowired
	private People people;

	@Value("${rollcall.issuer}")
	private String base;

	private final Map<Who, Http> visitors = new EnumMap<>(Who.class);

	@BeforeAll
	void signIn() {
		int lincoln = this.districts.findByCustomUrl("lincolnusd").orElseThrow().tenantId();
		int developer = this.people.findCredentials(lincoln, Who.DEVELOPER.login).orElseThrow().userId();
		this.administrators.grant(developer, ConsoleRole.APP_DEVELOPER);
		for (Who who : Who.values()) {
			this.visitors.put(who, (who == Who.NOBODY) ? new Http(this.base)
					: new Visitor(this.base, who.district, who.login).signIn().http());
		}
	}

	@Test
	void everyPageIsForThoseWhomItIsForAndForNobodyElse() {
		List<String> wrong = new ArrayList<>();
		Set<String> seen = new TreeSet<>();
		this.routes.getHandlerMethods().keySet().forEach((route) -> {
			for (String pattern : route.getPatternValues()) {
				if (pattern.equals("/console") || pattern.startsWith("/console/")) {
					seen.add(pattern);
					methods(route).forEach((method) -> check(method, pattern, wrong));
				}
			}
		});
		assertThat(seen).contains("/console/{district}", "/console/-/districts");
		assertThat(wrong).isEmpty();
	}

	private static Set<RequestMethod> methods(RequestMappingInfo route) {
		Set<RequestMethod> methods = route.getMethodsCondition().getMethods();
		assertThat(methods).as("methods of " + route).isNotEmpty();
		return methods;
	}

	private void check(RequestMethod method, String pattern, List<String> wrong) {
		Audience audience = ConsoleRules.audience(pattern);
		for (String district : pattern.contains("{district}") ? DISTRICTS : List.of("")) {
			String path = pattern.replace("{district}", district).replaceAll("\\{[^}]*}", "1");
			this.visitors.forEach((who, http) -> {
				boolean allowed = who.may(audience, district);
				if (allowed && method != RequestMethod.GET) {
					return;
				}
				Page answer = ask(http, method, path);
				String expectation = expectation(who, audience, allowed);
				if (!fits(expectation, answer)) {
					wrong.add("%s %s as %s: expected %s, but was %d %s".formatted(method, path, who, expectation, answer.status(),
							answer.header("Location")));
				}
			});
		}
	}

	private static String expectation(Who who, Audience audience, boolean allowed) {
		if (allowed) {
			return "let in";
		}
		return (who == Who.NOBODY && audience != Audience.ANYONE) ? "sent to sign in" : "403";
	}

	private static boolean fits(String expectation, Page answer) {
		return switch (expectation) {
			case "let in" -> answer.status() < 500
					&& (answer.status() != 403 || answer.uri().getPath().endsWith("/setup"))
					&& !answer.header("Location").contains("logincallback");
			case "sent to sign in" -> answer.status() == 302 && answer.header("Location").contains("/?logincallback=%2Fconsole");
			default -> answer.status() == 403 && !answer.body().contains("Washington") && !answer.body().contains("nowhere");
		};
	}

	private Page ask(Http http, RequestMethod method, String path) {
		if (method == RequestMethod.GET) {
			return http.get(path);
		}
		String token = http.get("/lincolnusd?loggedout=1").hiddenFields().get("_csrf");
		return http.send(http.request(path, "Content-Type", "application/x-www-form-urlencoded")
			.method(method.name(), BodyPublishers.ofString("_csrf=" + Http.encode(token))));
	}

	private enum Who {

		NOBODY("", ""), STUDENT("lincolnusd", "sam.student"), TEACHER("lincolnusd", "tina.teacher"),
		SCHOOL_ADMINISTRATOR("lincolnusd", "sid.schooladmin"), DEVELOPER("lincolnusd", "naomi.saldana"),
		DISTRICT_ADMINISTRATOR("washingtonisd", "wanda.admin"), SYSTEM_ADMINISTRATOR("lincolnusd", "ada.admin");

		private final String district;

		private final String login;

		Who(String district, String login) {
			this.district = district;
			this.login = login;
		}

		boolean may(Audience audience, String asked) {
			boolean own = asked.equals(this.district);
			return switch (audience) {
				case ANYONE -> true;
				case ADMINISTRATORS -> ordinal() >= DEVELOPER.ordinal();
				case DEVELOPERS -> !asked.equals("nowhere") && (this == SYSTEM_ADMINISTRATOR || own && ordinal() >= DEVELOPER.ordinal());
				case DISTRICT_ADMINISTRATORS -> !asked.equals("nowhere")
						&& (this == SYSTEM_ADMINISTRATOR || own && this == DISTRICT_ADMINISTRATOR);
				case SYSTEM_ADMINISTRATORS -> !asked.equals("nowhere") && this == SYSTEM_ADMINISTRATOR;
			};
		}

	}

}
