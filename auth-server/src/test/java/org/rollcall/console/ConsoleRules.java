package org.rollcall.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whom each page of the console is for, written down a second time, by hand: {@link AuthorizationMatrixTests} holds the running
 * server against it. The first pattern that fits a route counts.
 */
final class ConsoleRules {

	private static final Map<Pattern, Audience> RULES = new LinkedHashMap<>();

	static {
		rule("/console", Audience.ADMINISTRATORS);
		rule("/console/-/confirm(/.*)?", Audience.ADMINISTRATORS);
		rule("/console/-/setup", Audience.ANYONE);
		rule("/console/-/audit(/.*)?", Audience.SYSTEM_ADMINISTRATORS);
		rule("/console/-/districts(/.*)?", Audience.SYSTEM_ADMINISTRATORS);
		rule("/console/-/(keys|api-keys|registration|api)(/.*)?", Audience.SYSTEM_ADMINISTRATORS);
		rule("/console/\\{district}", Audience.DISTRICT_ADMINISTRATORS);
		rule("/console/\\{district}/apps/\\{clientId}/admin-api", Audience.DISTRICT_ADMINISTRATORS);
		rule("/console/\\{district}/apps(/.*)?", Audience.DEVELOPERS);
		rule("/console/\\{district}/people/\\{userId}/system-administrator", Audience.SYSTEM_ADMINISTRATORS);
		rule("/console/\\{district}/(people|roster|consents|audit|settings)(/.*)?", Audience.DISTRICT_ADMINISTRATORS);
	}

	private ConsoleRules() {
	}

	private static void rule(String route, Audience audience) {
		RULES.put(Pattern.compile(route), audience);
	}

	static Audience audience(String route) {
		return RULES.entrySet()
			.stream()
			.filter((rule) -> rule.getKey().matcher(route).matches())
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow(() -> new AssertionError("Nobody has said whom " + route + " is for"));
	}

}
