package org.rollcall.oneroster;

import java.util.List;

import org.rollcall.roster.query.Narrowing;
import org.rollcall.roster.query.RosterType;

import static org.rollcall.oneroster.Endpoint.all;
import static org.rollcall.oneroster.Endpoint.one;

/**
 * Every path that OneRoster 1.1 reads from, by its three services (OneRoster 1.1, section 3.2); those of 1.2 are the same and some
 * more.
 */
final class Endpoints {

	static final Narrowing SCHOOL = Narrowing.ofType("school");

	// Most districts divide their year into semesters, and their classes are taught in these: they are terms, too.
	private static final Narrowing TERM = Narrowing.ofType("term", "semester");

	private static final Narrowing GRADING_PERIOD = Narrowing.ofType("gradingPeriod");

	private static final Narrowing STUDENT = Narrowing.ofRole("student");

	private static final Narrowing TEACHER = Narrowing.ofRole("teacher");

	static final List<Endpoint> ROSTERING = List.of(
			all("/academicSessions", RosterType.ACADEMIC_SESSION),
			one("/academicSessions/{id}", RosterType.ACADEMIC_SESSION),
			all("/terms", RosterType.ACADEMIC_SESSION).that(TERM),
			one("/terms/{id}", RosterType.ACADEMIC_SESSION).that(TERM),
			all("/terms/{term}/classes", RosterType.CLASS).in(RosterType.ACADEMIC_SESSION, "term", TERM).by("term", Narrowing::taughtInTerm),
			all("/terms/{term}/gradingPeriods", RosterType.ACADEMIC_SESSION).in(RosterType.ACADEMIC_SESSION, "term", TERM)
				.that(GRADING_PERIOD)
				.by("term", Narrowing::belowSession),
			all("/gradingPeriods", RosterType.ACADEMIC_SESSION).that(GRADING_PERIOD),
			one("/gradingPeriods/{id}", RosterType.ACADEMIC_SESSION).that(GRADING_PERIOD),
			all("/orgs", RosterType.ORG),
			one("/orgs/{id}", RosterType.ORG),
			all("/schools", RosterType.ORG).that(SCHOOL).forAny(Coverage.ofSchools()),
			one("/schools/{id}", RosterType.ORG).that(SCHOOL).forAny(Coverage.ofSchools()),
			all("/schools/{school}/courses", RosterType.COURSE).in(RosterType.ORG, "school", SCHOOL).by("school", Narrowing::ofOrg),
			all("/schools/{school}/classes", RosterType.CLASS).in(RosterType.ORG, "school", SCHOOL).by("school", Narrowing::ofSchool),
			all("/schools/{school}/enrollments", RosterType.ENROLLMENT).in(RosterType.ORG, "school", SCHOOL).by("school", Narrowing::ofSchool),
			all("/schools/{school}/terms", RosterType.ACADEMIC_SESSION).in(RosterType.ORG, "school", SCHOOL)
				.that(TERM)
				.by("school", Narrowing::taughtAtSchool),
			all("/schools/{school}/students", RosterType.USER).in(RosterType.ORG, "school", SCHOOL)
				.that(STUDENT)
				.by("school", Narrowing::memberOfOrg)
				.tellingWhoIsWhere(),
			all("/schools/{school}/teachers", RosterType.USER).in(RosterType.ORG, "school", SCHOOL)
				.that(TEACHER)
				.by("school", Narrowing::memberOfOrg)
				.tellingWhoIsWhere(),
			all("/schools/{school}/classes/{class}/enrollments", RosterType.ENROLLMENT).in(RosterType.ORG, "school", SCHOOL)
				.in(RosterType.CLASS, "class")
				.by("school", Narrowing::ofSchool)
				.by("class", Narrowing::ofClass),
			ofClassInSchool("/schools/{school}/classes/{class}/students", "student"),
			ofClassInSchool("/schools/{school}/classes/{class}/teachers", "teacher"),
			all("/courses", RosterType.COURSE),
			one("/courses/{id}", RosterType.COURSE),
			all("/courses/{course}/classes", RosterType.CLASS).in(RosterType.COURSE, "course").by("course", Narrowing::ofCourse),
			all("/classes", RosterType.CLASS),
			one("/classes/{id}", RosterType.CLASS),
			all("/classes/{class}/students", RosterType.USER).in(RosterType.CLASS, "class")
				.by("class", (id) -> Narrowing.inClassAs(id, "student"))
				.tellingWhoIsWhere(),
			all("/classes/{class}/teachers", RosterType.USER).in(RosterType.CLASS, "class")
				.by("class", (id) -> Narrowing.inClassAs(id, "teacher"))
				.tellingWhoIsWhere(),
			all("/enrollments", RosterType.ENROLLMENT),
			one("/enrollments/{id}", RosterType.ENROLLMENT),
			all("/users", RosterType.USER),
			one("/users/{id}", RosterType.USER),
			all("/users/{user}/classes", RosterType.CLASS).in(RosterType.USER, "user").by("user", Narrowing::ofUser).tellingWhoIsWhere(),
			all("/students", RosterType.USER).that(STUDENT),
			one("/students/{id}", RosterType.USER).that(STUDENT),
			all("/students/{student}/classes", RosterType.CLASS).in(RosterType.USER, "student", STUDENT)
				.by("student", (id) -> Narrowing.ofUserAs(id, "student"))
				.tellingWhoIsWhere(),
			all("/teachers", RosterType.USER).that(TEACHER),
			one("/teachers/{id}", RosterType.USER).that(TEACHER),
			all("/teachers/{teacher}/classes", RosterType.CLASS).in(RosterType.USER, "teacher", TEACHER)
				.by("teacher", (id) -> Narrowing.ofUserAs(id, "teacher"))
				.tellingWhoIsWhere(),
			all("/demographics", RosterType.DEMOGRAPHICS),
			one("/demographics/{id}", RosterType.DEMOGRAPHICS));

	static final List<Endpoint> RESOURCES = List.of(
			all("/resources", RosterType.RESOURCE),
			one("/resources/{id}", RosterType.RESOURCE),
			all("/classes/{class}/resources", RosterType.RESOURCE).in(RosterType.CLASS, "class").by("class", Narrowing::resourceOfClass),
			all("/courses/{course}/resources", RosterType.RESOURCE).in(RosterType.COURSE, "course").by("course", Narrowing::resourceOfCourse));

	static final List<Endpoint> GRADEBOOK = List.of(
			all("/categories", RosterType.CATEGORY),
			one("/categories/{id}", RosterType.CATEGORY),
			all("/lineItems", RosterType.LINE_ITEM),
			one("/lineItems/{id}", RosterType.LINE_ITEM),
			all("/results", RosterType.RESULT),
			one("/results/{id}", RosterType.RESULT),
			all("/classes/{class}/lineItems", RosterType.LINE_ITEM).in(RosterType.CLASS, "class").by("class", Narrowing::ofClass),
			all("/classes/{class}/results", RosterType.RESULT).in(RosterType.CLASS, "class").by("class", Narrowing::ofClassByLineItem),
			all("/classes/{class}/lineItems/{lineItem}/results", RosterType.RESULT).in(RosterType.CLASS, "class")
				.in(RosterType.LINE_ITEM, "lineItem")
				.by("class", Narrowing::ofClassByLineItem)
				.by("lineItem", Narrowing::ofLineItem),
			all("/classes/{class}/students/{student}/results", RosterType.RESULT).in(RosterType.CLASS, "class")
				.in(RosterType.USER, "student", STUDENT)
				.by("class", Narrowing::ofClassByLineItem)
				.by("student", Narrowing::ofStudent));

	/** What 1.2 has besides in its resources service. No file says what a single user works with. */
	static final List<Endpoint> RESOURCES_1P2 = List
		.of(all("/users/{user}/resources", RosterType.RESOURCE).in(RosterType.USER, "user").that(Narrowing.nothing()));

	/** What 1.2 has besides in its gradebook service. Categories are for all classes of a district. */
	static final List<Endpoint> GRADEBOOK_1P2 = List.of(all("/classes/{class}/categories", RosterType.CATEGORY).in(RosterType.CLASS, "class"));

	/** What apps write, each under its plural and its sourcedId. */
	static final List<RosterType> WRITTEN = List.of(RosterType.CATEGORY, RosterType.LINE_ITEM, RosterType.RESULT);

	private Endpoints() {
	}

	private static Endpoint ofClassInSchool(String pattern, String role) {
		return all(pattern, RosterType.USER).in(RosterType.ORG, "school", SCHOOL)
			.in(RosterType.CLASS, "class")
			.by("class", (id) -> Narrowing.inClassAs(id, role))
			.tellingWhoIsWhere();
	}

}
