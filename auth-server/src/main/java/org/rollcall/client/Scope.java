package org.rollcall.client;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalogue of scopes: ClassLink's own (contract, section 4) and those for the roster. What each gives, in a parent's
 * words, stands in the message bundle under {@code scope.<value>.title} and {@code scope.<value>.text}.
 */
public enum Scope {

	OPENID("openid"),

	PROFILE("profile"),

	EMAIL("email"),

	CLASSES_READONLY("classes.readonly"),

	CLASSES("classes", CLASSES_READONLY),

	ROSTER_USERS_BASIC("roster.users.basic"),

	ROSTER_SCHOOLS_BASIC("roster.schools.basic"),

	ROSTER_ORGS_BASIC("roster.orgs.basic"),

	ROSTER_CLASSES_BASIC("roster.classes.basic"),

	ROSTER_ENROLLMENTS_BASIC("roster.enrollments.basic"),

	ROSTER_GRADES_READ("roster.grades.read"),

	ROSTER_GRADES_WRITE("roster.grades.write", ROSTER_GRADES_READ),

	/** Implied by nothing: dates of birth and the like are asked for by their name. */
	ROSTER_DEMOGRAPHICS_READ("roster.demographics.read"),

	/** Whole records without how to reach people and whose parents they are. Apps know it by OneRoster's name alone. */
	ROSTER_CORE("roster-core.readonly", ROSTER_USERS_BASIC, ROSTER_SCHOOLS_BASIC, ROSTER_ORGS_BASIC, ROSTER_CLASSES_BASIC,
			ROSTER_ENROLLMENTS_BASIC),

	/** Books and other things to learn with. Apps know it by OneRoster's name alone. */
	RESOURCES("resource.readonly"),

	ROSTER_READ("roster.read", ROSTER_CORE, RESOURCES, ROSTER_USERS_BASIC, ROSTER_SCHOOLS_BASIC, ROSTER_ORGS_BASIC, ROSTER_CLASSES_BASIC,
			ROSTER_ENROLLMENTS_BASIC, ROSTER_GRADES_READ),

	ONEROSTER_READ("oneroster.read", ROSTER_READ),

	ONEROSTER("oneroster", ONEROSTER_READ, ROSTER_GRADES_WRITE),

	FULL("full", PROFILE, EMAIL, CLASSES, ONEROSTER),

	ADMIN("admin"),

	INBOX("inbox"),

	FILES("files"),

	API_GATEWAY_ACCESS("api.gateway.access");

	private final String value;

	private final Set<Scope> implied;

	Scope(String value, Scope... implied) {
		this.value = value;
		this.implied = Set.of(implied);
	}

	/**
	 * Returns the scope as apps write it.
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Returns whether the sign-in makes no sense without it, so that a person cannot leave it out of a consent.
	 */
	public boolean isBasic() {
		return this == OPENID || this == PROFILE;
	}

	/**
	 * Returns the scopes that let an app look into what others have, and which nobody gives it who looks after less than the whole
	 * server.
	 */
	public static Set<String> beyondOneApp() {
		return Set.of(ADMIN.value, API_GATEWAY_ACCESS.value);
	}

	/**
	 * Returns the scopes that are about a district's roster and nothing else, as apps write them: what a district can share with an
	 * app, in the order of the catalogue.
	 */
	public static Set<String> roster() {
		return catalogue()
			.filter((scope) -> scope.value.startsWith("roster.") || scope == ONEROSTER_READ || scope == ONEROSTER)
			.map(Scope::value)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Returns the scope that apps write as {@code value}, if there is one. OneRoster's own names are not among them.
	 */
	public static Optional<Scope> of(String value) {
		return catalogue().filter((scope) -> scope.value.equals(value)).findFirst();
	}

	/**
	 * Returns the scopes that apps write as {@code values}, as ours or as {@linkplain OneRosterScope OneRoster's}, together with all
	 * that they imply; unknown ones give nothing.
	 */
	public static Set<Scope> effective(Collection<String> values) {
		Set<Scope> effective = EnumSet.noneOf(Scope.class);
		values.forEach((value) -> of(value).or(() -> OneRosterScope.of(value).map(OneRosterScope::scope))
			.ifPresent((scope) -> scope.addTo(effective)));
		return effective;
	}

	/**
	 * Returns which of some scopes are among what was granted, or are implied by it. That it is the same person as last time
	 * ({@code openid}) comes with anything else.
	 */
	public static Set<String> covered(Collection<String> granted, Collection<String> scopes) {
		Set<Scope> effective = effective(granted);
		if (!effective.isEmpty()) {
			effective.add(OPENID);
		}
		return scopes.stream()
			.filter((scope) -> of(scope).filter(effective::contains).isPresent())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Returns the single scopes of what an app sent: spaces, commas or plus signs stand between them (contract, section 2).
	 */
	public static Set<String> split(String scopes) {
		return Arrays.stream(scopes.split("[\\s,+]+"))
			.filter((scope) -> !scope.isEmpty())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Returns every scope as apps write it, in the order of the catalogue.
	 */
	public static Set<String> all() {
		return catalogue().map(Scope::value).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static Stream<Scope> catalogue() {
		return Arrays.stream(values()).filter((scope) -> scope != ROSTER_CORE && scope != RESOURCES);
	}

	private void addTo(Set<Scope> effective) {
		if (effective.add(this)) {
			this.implied.forEach((scope) -> scope.addTo(effective));
		}
	}

}
