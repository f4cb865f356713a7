package org.rollcall.roster.query;

import java.util.List;

/**
 * What a path leaves of a collection, such as the students of a class. Each says of which rows, in whose sight, something holds.
 */
public final class Narrowing {

	private final String condition;

	private final List<Object> parameters;

	private Narrowing(String condition, Object... parameters) {
		this.condition = condition;
		this.parameters = List.of(parameters);
	}

	/** Orgs or academic sessions of one of these types. */
	public static Narrowing ofType(String... types) {
		return new Narrowing("t.type = any (?::text[])", (Object) types);
	}

	/** Users with that role. */
	public static Narrowing ofRole(String role) {
		return new Narrowing("t.role = ?", role);
	}

	/** Rows that name something else in one of their own columns. */
	private static Narrowing column(String column, String sourcedId) {
		return new Narrowing("t." + column + " = ?", sourcedId);
	}

	/** Academic sessions below another. */
	public static Narrowing belowSession(String sourcedId) {
		return column("parent_sourced_id", sourcedId);
	}

	/** Classes or enrollments of a school. */
	public static Narrowing ofSchool(String sourcedId) {
		return column("school_sourced_id", sourcedId);
	}

	/** Courses of an org. */
	public static Narrowing ofOrg(String sourcedId) {
		return column("org_sourced_id", sourcedId);
	}

	/** Classes of a course. */
	public static Narrowing ofCourse(String sourcedId) {
		return column("course_sourced_id", sourcedId);
	}

	/** Enrollments or line items of a class. */
	public static Narrowing ofClass(String sourcedId) {
		return column("class_sourced_id", sourcedId);
	}

	/** Results of a line item. */
	public static Narrowing ofLineItem(String sourcedId) {
		return column("line_item_sourced_id", sourcedId);
	}

	/** Results of a student. */
	public static Narrowing ofStudent(String sourcedId) {
		return column("student_sourced_id", sourcedId);
	}

	/** Results of a class. */
	public static Narrowing ofClassByLineItem(String sourcedId) {
		return new Narrowing("""
				exists (select from line_item l where l.tenant_id = t.tenant_id and l.sourced_id = t.line_item_sourced_id
					and l.class_sourced_id = ?)""", sourcedId);
	}

	/** Academic sessions in which a school teaches. */
	public static Narrowing taughtAtSchool(String sourcedId) {
		return new Narrowing("""
				exists (select from class_term ct
					join roster_class c on c.tenant_id = ct.tenant_id and c.sourced_id = ct.class_sourced_id and c.status = 'active'
					where ct.tenant_id = t.tenant_id and ct.term_sourced_id = t.sourced_id and c.school_sourced_id = ?)""", sourcedId);
	}

	/** Classes that are taught in an academic session. */
	public static Narrowing taughtInTerm(String sourcedId) {
		return new Narrowing("""
				exists (select from class_term ct where ct.tenant_id = t.tenant_id and ct.class_sourced_id = t.sourced_id
					and ct.term_sourced_id = ?)""", sourcedId);
	}

	/** Users who belong to an org. */
	public static Narrowing memberOfOrg(String sourcedId) {
		return new Narrowing("""
				exists (select from user_org o where o.tenant_id = t.tenant_id and o.user_sourced_id = t.sourced_id
					and o.org_sourced_id = ?)""", sourcedId);
	}

	/** Users who are in a class with that role. */
	public static Narrowing inClassAs(String sourcedId, String role) {
		return new Narrowing("""
				exists (select from enrollment e where e.tenant_id = t.tenant_id and e.user_sourced_id = t.sourced_id
					and e.class_sourced_id = ? and e.role = ? and e.status = 'active')""", sourcedId, role);
	}

	/** Classes that somebody is in. */
	public static Narrowing ofUser(String sourcedId) {
		return new Narrowing("""
				exists (select from enrollment e where e.tenant_id = t.tenant_id and e.class_sourced_id = t.sourced_id
					and e.user_sourced_id = ? and e.status = 'active')""", sourcedId);
	}

	/** Classes that somebody is in with that role. */
	public static Narrowing ofUserAs(String sourcedId, String role) {
		return new Narrowing("""
				exists (select from enrollment e where e.tenant_id = t.tenant_id and e.class_sourced_id = t.sourced_id
					and e.user_sourced_id = ? and e.role = ? and e.status = 'active')""", sourcedId, role);
	}

	/** Resources of a class. */
	public static Narrowing resourceOfClass(String sourcedId) {
		return new Narrowing("""
				exists (select from class_resource r where r.tenant_id = t.tenant_id and r.resource_sourced_id = t.sourced_id
					and r.class_sourced_id = ? and r.status = 'active')""", sourcedId);
	}

	/** Resources of a course. */
	public static Narrowing resourceOfCourse(String sourcedId) {
		return new Narrowing("""
				exists (select from course_resource r where r.tenant_id = t.tenant_id and r.resource_sourced_id = t.sourced_id
					and r.course_sourced_id = ? and r.status = 'active')""", sourcedId);
	}

	/** Nothing at all. */
	public static Narrowing nothing() {
		return new Narrowing("false");
	}

	void append(Sql sql) {
		sql.append(" and " + this.condition, this.parameters.toArray());
	}

}
