package org.rollcall.sample;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Somebody, as {@code /v2/my/info} describes them.
 *
 * @param info the JSON as it came
 */
record Person(Map<String, Object> info) {

	String userId() {
		return text("UserId");
	}

	public String displayName() {
		return Stream.of(text("DisplayName"), (text("FirstName") + " " + text("LastName")).strip(), text("LoginId"))
			.filter((name) -> !name.isBlank())
			.findFirst()
			.orElse(userId());
	}

	/**
	 * The key under which an app should store this person, as ClassLink recommends it: the
	 * roster's id where there is one, else the login. Never the name or the e-mail address
	 * alone: they change, and two districts may have the same.
	 */
	public String accountKey() {
		String inTenant = text("SourcedId").isBlank() ? text("LoginId") : text("SourcedId");
		return text("TenantId") + "/" + inTenant;
	}

	/** Whether it is somebody who teaches, in whatever words the district has for it. */
	public boolean isTeacher() {
		return text("Role").equalsIgnoreCase("Teacher");
	}

	private String text(String field) {
		return Objects.toString(info.get(field), "");
	}

	/** Without the person's data: it is a pupil's, and no log needs it. */
	@Override
	public String toString() {
		return "Person";
	}

}
