package org.rollcall.testcontainers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in. What is left out, the server makes up: a name out of the login id, for example.
 */
public final class Person extends Entry<Person> {

	private static final String CLAIMS = "claims";

	private Person(Map<String, Object> settings) {
		super(settings);
	}

	@Override
	Person copy(Map<String, Object> settings) {
		return new Person(settings);
	}

	static Person of(Map<String, Object> settings) {
		return new Person(settings);
	}

	/** Returns a person with a role, whose login id the server makes up. */
	public static Person withRole(String role) {
		return new Person(Map.of("role", role));
	}

	/** Returns a student; a login id is such as {@code sam.student}. */
	public static Person student(String loginId) {
		return withRole("Student").loginId(loginId);
	}

	/** Returns a teacher; a login id is such as {@code tina.teacher}. */
	public static Person teacher(String loginId) {
		return withRole("Teacher").loginId(loginId);
	}

	/** Returns a parent of the students with these login ids. */
	public static Person parent(String loginId, String... students) {
		return withRole("Parent").loginId(loginId).with("students", List.of(students));
	}

	/** Returns an administrator of a school. */
	public static Person schoolAdministrator(String loginId) {
		return withRole("School Administrator").loginId(loginId);
	}

	/** Returns an administrator of the district. */
	public static Person tenantAdministrator(String loginId) {
		return withRole("Tenant Administrator").loginId(loginId);
	}

	/** Sets what the person signs in with. */
	public Person loginId(String loginId) {
		return with("loginId", loginId);
	}

	/** Sets the custom URL of the district; may be left out where there is one only. */
	public Person district(String customUrl) {
		return with("district", customUrl);
	}

	/** Sets the first and the last name. */
	public Person name(String firstName, String lastName) {
		return with("firstName", firstName).with("lastName", lastName);
	}

	/** Sets the email address. */
	public Person email(String email) {
		return with("email", email);
	}

	/** Sets the password. {@code signIn} does not need it; a test that fills in the sign-in page does. */
	public Person password(String password) {
		return with("password", password);
	}

	/** Sets the id that rosters and apps know the person by. */
	public Person sourcedId(String sourcedId) {
		return with("sourcedId", sourcedId);
	}

	/** Adds a claim to the id_token and to userinfo, or takes the place of a usual one. */
	public Person claim(String name, Object value) {
		Map<String, Object> claims = new LinkedHashMap<>();
		if (settings().get(CLAIMS) instanceof Map<?, ?> known) {
			claims.putAll(Json.strings(known));
		}
		claims.put(name, value);
		return with(CLAIMS, claims);
	}

	/** Returns what the person signs in with. */
	public String loginId() {
		return required("loginId");
	}

	/** Returns the custom URL of the district, or null if none was named. */
	public @Nullable String district() {
		return text("district");
	}

	/** Returns the role, or null if the server gave it by a profile. */
	public @Nullable String role() {
		return text("role");
	}

	/** Returns the email address, or null if there is none. */
	public @Nullable String email() {
		return text("email");
	}

	/** Returns the password, or null if it is not known here. */
	public @Nullable String password() {
		return text("password");
	}

	/** Returns ClassLink's {@code UserId}, which is also the {@code sub} of the id_token, or null before the server gave one. */
	public @Nullable Integer userId() {
		return (settings().get("userId") instanceof Number number) ? (Integer) number.intValue() : null;
	}

	/** Returns what names this person to the server: {@code lincolnusd/tina.teacher}, or the login id alone. */
	public String reference() {
		return (district() != null) ? district() + "/" + loginId() : loginId();
	}

}
