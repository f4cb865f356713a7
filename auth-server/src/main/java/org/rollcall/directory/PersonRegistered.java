package org.rollcall.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Happening;

/**
 * Somebody was registered at a form or through an API, or what they are registered with was changed.
 *
 * @param old what it was; {@code null} for somebody new
 */
public record PersonRegistered(int userId, @Nullable PersonRegistration old, PersonRegistration registration)
		implements Happening {

	@Override
	public String sentence() {
		return "Person " + this.userId + ((this.old == null) ? " was registered" : " was changed");
	}

	@Override
	public Integer concernedPerson() {
		return this.userId;
	}

	@Override
	public Map<String, Object> before() {
		return (this.old != null) ? changed(this.old, this.registration) : Map.of();
	}

	@Override
	public Map<String, Object> after() {
		Map<String, Object> after = changed(this.registration, this.old);
		if (this.old != null && !Objects.equals(this.old.passwordHash(), this.registration.passwordHash())) {
			after.put("password", "another");
		}
		return after;
	}

	private static Map<String, Object> changed(PersonRegistration registration, @Nullable PersonRegistration other) {
		Map<String, Object> values = values(registration);
		if (other != null) {
			Map<String, Object> others = values(other);
			values.entrySet().removeIf((value) -> Objects.equals(value.getValue(), others.get(value.getKey())));
		}
		return values;
	}

	private static Map<String, Object> values(PersonRegistration registration) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("loginId", registration.loginId());
		values.put("firstName", registration.firstName());
		values.put("lastName", registration.lastName());
		values.put("displayName", registration.displayName());
		values.put("email", Objects.requireNonNullElse(registration.email(), ""));
		values.put("profile", registration.profile());
		values.put("orgIds", registration.orgIds());
		values.put("active", registration.active());
		values.put("groups", registration.groups());
		values.put("students", registration.students());
		values.put("claims", registration.claims());
		values.put("info", registration.info());
		return values;
	}

}
