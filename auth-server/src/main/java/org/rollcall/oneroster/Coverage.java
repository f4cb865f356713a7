package org.rollcall.oneroster;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rollcall.client.Scope;
import org.rollcall.roster.query.RosterField;
import org.rollcall.roster.query.RosterSchema;
import org.rollcall.roster.query.RosterType;

/**
 * Which scope covers which field. What ends in {@code .basic} gives ids, names, roles and how they belong together; OneRoster's own
 * {@code roster-core.readonly} gives whole records but for how people are reached; everything else is for {@code roster.read}. What no
 * scope covers is absent from an answer, as if there were no such field.
 */
final class Coverage {

	private static final Set<Scope> READ = EnumSet.of(Scope.ROSTER_READ);

	private static final Set<Scope> CORE = EnumSet.of(Scope.ROSTER_READ, Scope.ROSTER_CORE);

	/** What is seen with all that it has, or not at all. */
	private static final Set<RosterType> WHOLE = EnumSet.of(RosterType.DEMOGRAPHICS, RosterType.RESOURCE, RosterType.CATEGORY,
			RosterType.LINE_ITEM, RosterType.RESULT);

	private static final Set<String> EVERYWHERE = Set.of("sourcedId", "status", "dateLastModified");

	/** What scopes give beyond {@link #EVERYWHERE}; what is not named is for {@link #CORE}. */
	private static final Map<RosterType, Set<String>> BASIC = Map.of(
			RosterType.ORG, Set.of("name", "type", "identifier"),
			RosterType.ACADEMIC_SESSION, Set.of("title", "type", "startDate", "endDate", "schoolYear", "parent", "children"),
			RosterType.COURSE, Set.of("title", "courseCode", "org", "schoolYear"),
			RosterType.CLASS, Set.of("title", "classCode", "classType", "course", "school", "terms"),
			RosterType.USER, Set.of("givenName", "middleName", "familyName", "role", RosterSchema.ROLE_1P2),
			RosterType.ENROLLMENT, Set.of("user", "class", "school", "role", RosterSchema.ROLE_1P2));

	/** How people are reached, whose parents they are, and what the files say beyond the standard: for {@link #READ} alone. */
	private static final Set<String> BEYOND_CORE = Set.of("email", "sms", "phone", "agents", "metadata");

	private Coverage() {
	}

	/**
	 * Returns the scopes of which any opens a type.
	 */
	static Set<Scope> of(RosterType type) {
		return switch (type) {
			case ORG -> EnumSet.of(Scope.ROSTER_ORGS_BASIC);
			case ACADEMIC_SESSION, COURSE, CLASS -> EnumSet.of(Scope.ROSTER_CLASSES_BASIC);
			case USER -> EnumSet.of(Scope.ROSTER_USERS_BASIC);
			case ENROLLMENT -> EnumSet.of(Scope.ROSTER_ENROLLMENTS_BASIC);
			case DEMOGRAPHICS -> EnumSet.of(Scope.ROSTER_DEMOGRAPHICS_READ);
			case RESOURCE -> EnumSet.of(Scope.ROSTER_READ, Scope.RESOURCES);
			case CATEGORY, LINE_ITEM, RESULT -> EnumSet.of(Scope.ROSTER_GRADES_READ);
		};
	}

	/**
	 * Returns the scopes of which any opens the orgs that are schools.
	 */
	static Set<Scope> ofSchools() {
		return EnumSet.of(Scope.ROSTER_SCHOOLS_BASIC, Scope.ROSTER_ORGS_BASIC);
	}

	/**
	 * Returns the scopes of which any covers a field.
	 */
	static Set<Scope> of(RosterType type, String field) {
		if (WHOLE.contains(type)) {
			return of(type);
		}
		if (type == RosterType.ORG && Set.of("parent", "children").contains(field)) {
			return of(type);
		}
		if (EVERYWHERE.contains(field) || BASIC.getOrDefault(type, Set.of()).contains(field)) {
			return (type == RosterType.ORG) ? ofSchools() : of(type);
		}
		return BEYOND_CORE.contains(field) ? READ : CORE;
	}

	/**
	 * Returns the fields of a type that the caller's scopes cover.
	 */
	static List<RosterField> fields(RosterType type, Version version, Caller caller) {
		return version.fields(type).stream().filter((field) -> caller.hasAny(of(type, field.name()))).toList();
	}

}
