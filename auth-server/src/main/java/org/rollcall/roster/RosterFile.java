package org.rollcall.roster;

import java.util.ArrayList;
import java.util.List;

import org.rollcall.roster.Column.Kind;

/**
 * The files of OneRoster 1.1 that make a roster, with the columns of the standard's CSV binding in their order, and the
 * table that each becomes. Files stand after those that they refer to.
 */
enum RosterFile {

	ORGS("orgs", "org",
			Column.of(Kind.TEXT, "name").asRequired(),
			Column.oneOf("type", "department", "school", "district", "local", "state", "national").asRequired(),
			Column.of(Kind.TEXT, "identifier"),
			Column.reference("parentSourcedId", "orgs")),

	ACADEMIC_SESSIONS("academicSessions", "academic_session",
			Column.of(Kind.TEXT, "title").asRequired(),
			Column.oneOf("type", "gradingPeriod", "semester", "schoolYear", "term").asRequired(),
			Column.of(Kind.DATE, "startDate").asRequired(),
			Column.of(Kind.DATE, "endDate").asRequired(),
			Column.reference("parentSourcedId", "academicSessions"),
			Column.of(Kind.YEAR, "schoolYear").asRequired()),

	COURSES("courses", "course",
			Column.reference("schoolYearSourcedId", "academicSessions"),
			Column.of(Kind.TEXT, "title").asRequired(),
			Column.of(Kind.TEXT, "courseCode"),
			Column.of(Kind.TEXTS, "grades"),
			Column.reference("orgSourcedId", "orgs").asRequired(),
			Column.of(Kind.TEXTS, "subjects"),
			Column.of(Kind.TEXTS, "subjectCodes")),

	CLASSES("classes", "roster_class",
			Column.of(Kind.TEXT, "title").asRequired(),
			Column.of(Kind.TEXTS, "grades"),
			Column.reference("courseSourcedId", "courses").asRequired(),
			Column.of(Kind.TEXT, "classCode"),
			Column.oneOf("classType", "homeroom", "scheduled").asRequired(),
			Column.of(Kind.TEXT, "location"),
			Column.reference("schoolSourcedId", "orgs").asRequired(),
			Column.references("termSourcedIds", "academicSessions", "class_term").asRequired(),
			Column.of(Kind.TEXTS, "subjects"),
			Column.of(Kind.TEXTS, "subjectCodes"),
			Column.of(Kind.TEXTS, "periods")),

	USERS("users", "roster_user",
			Column.of(Kind.BOOLEAN, "enabledUser").asRequired(),
			Column.references("orgSourcedIds", "orgs", "user_org").asRequired(),
			Column.oneOf("role", "administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher")
				.asRequired(),
			Column.of(Kind.ID, "username").asRequired(),
			Column.of(Kind.TEXTS, "userIds"),
			Column.of(Kind.TEXT, "givenName").asRequired(),
			Column.of(Kind.TEXT, "familyName").asRequired(),
			Column.of(Kind.TEXT, "middleName"),
			Column.of(Kind.TEXT, "identifier"),
			Column.of(Kind.EMAIL, "email"),
			Column.of(Kind.TEXT, "sms"),
			Column.of(Kind.TEXT, "phone"),
			Column.references("agentSourcedIds", "users", "user_agent"),
			Column.of(Kind.TEXTS, "grades"),
			// A password in a file has been seen by too many; it is neither kept nor shown in a fault.
			Column.ignored("password")),

	DEMOGRAPHICS("demographics", "demographics",
			Column.of(Kind.DATE, "birthDate"),
			Column.oneOf("sex", "male", "female"),
			Column.of(Kind.BOOLEAN, "americanIndianOrAlaskaNative"),
			Column.of(Kind.BOOLEAN, "asian"),
			Column.of(Kind.BOOLEAN, "blackOrAfricanAmerican"),
			Column.of(Kind.BOOLEAN, "nativeHawaiianOrOtherPacificIslander"),
			Column.of(Kind.BOOLEAN, "white"),
			Column.of(Kind.BOOLEAN, "demographicRaceTwoOrMoreRaces"),
			Column.of(Kind.BOOLEAN, "hispanicOrLatinoEthnicity"),
			Column.of(Kind.TEXT, "countryOfBirthCode"),
			Column.of(Kind.TEXT, "stateOfBirthAbbreviation"),
			Column.of(Kind.TEXT, "cityOfBirth"),
			Column.of(Kind.TEXT, "publicSchoolResidenceStatus")),

	ENROLLMENTS("enrollments", "enrollment",
			Column.reference("classSourcedId", "classes").asRequired(),
			Column.reference("schoolSourcedId", "orgs").asRequired(),
			Column.reference("userSourcedId", "users").asRequired(),
			Column.oneOf("role", "administrator", "aide", "proctor", "student", "teacher").asRequired(),
			Column.of(Kind.BOOLEAN, "primary").storedAs("is_primary"),
			Column.of(Kind.DATE, "beginDate"),
			Column.of(Kind.DATE, "endDate")),

	RESOURCES("resources", "resource",
			Column.of(Kind.TEXT, "vendorResourceId").asRequired(),
			Column.of(Kind.TEXT, "title"),
			Column.allOf("roles", "administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"),
			Column.oneOf("importance", "primary", "secondary"),
			Column.of(Kind.TEXT, "vendorId"),
			Column.of(Kind.TEXT, "applicationId")),

	CLASS_RESOURCES("classResources", "class_resource",
			Column.of(Kind.TEXT, "title"),
			Column.reference("classSourcedId", "classes").asRequired(),
			Column.reference("resourceSourcedId", "resources").asRequired()),

	COURSE_RESOURCES("courseResources", "course_resource",
			Column.of(Kind.TEXT, "title"),
			Column.reference("courseSourcedId", "courses").asRequired(),
			Column.reference("resourceSourcedId", "resources").asRequired()),

	CATEGORIES("categories", "category",
			Column.of(Kind.TEXT, "title").asRequired()),

	LINE_ITEMS("lineItems", "line_item",
			Column.of(Kind.TEXT, "title").asRequired(),
			Column.of(Kind.PROSE, "description"),
			Column.of(Kind.DATE, "assignDate").asRequired(),
			Column.of(Kind.DATE, "dueDate").asRequired(),
			Column.reference("classSourcedId", "classes").asRequired(),
			Column.reference("categorySourcedId", "categories").asRequired(),
			Column.reference("gradingPeriodSourcedId", "academicSessions").asRequired(),
			Column.of(Kind.NUMBER, "resultValueMin").asRequired(),
			Column.of(Kind.NUMBER, "resultValueMax").asRequired()),

	RESULTS("results", "result",
			Column.reference("lineItemSourcedId", "lineItems").asRequired(),
			Column.reference("studentSourcedId", "users").asRequired(),
			Column.oneOf("scoreStatus", "exempt", "fully graded", "not submitted", "partially graded", "submitted").asRequired(),
			Column.of(Kind.NUMBER, "score").asRequired(),
			Column.of(Kind.DATE, "scoreDate").asRequired(),
			Column.of(Kind.PROSE, "comment"));

	/** Where the columns that every file begins with stand in a row. */
	static final int SOURCED_ID = 0;

	static final int STATUS = 1;

	static final int DATE_LAST_MODIFIED = 2;

	private final String property;

	private final String table;

	private final List<Column> columns;

	RosterFile(String property, String table, Column... columns) {
		this.property = property;
		this.table = table;
		List<Column> all = new ArrayList<>();
		// The sourcedId of demographics is a person's.
		all.add(property.equals("demographics") ? Column.reference("sourcedId", "users").asRequired()
				: Column.of(Kind.ID, "sourcedId").asRequired());
		all.add(Column.oneOf("status", "active", "tobedeleted"));
		all.add(Column.of(Kind.DATE_TIME, "dateLastModified"));
		all.addAll(List.of(columns));
		this.columns = List.copyOf(all);
	}

	/** The file that a reference points to. */
	static RosterFile of(String property) {
		for (RosterFile file : values()) {
			if (file.property.equals(property)) {
				return file;
			}
		}
		throw new IllegalArgumentException("There is no file '%s'".formatted(property));
	}

	String fileName() {
		return this.property + ".csv";
	}

	/** What the standard calls the file: its name without the ending. */
	String property() {
		return this.property;
	}

	/** What the manifest calls the file. */
	String manifestProperty() {
		return "file." + this.property;
	}

	String table() {
		return this.table;
	}

	List<Column> columns() {
		return this.columns;
	}

	/** Whether a district can have a roster without the file. */
	boolean isOptional() {
		return ordinal() > ENROLLMENTS.ordinal() || this == DEMOGRAPHICS;
	}

	/** Whether apps write into the table, too; then an import leaves their rows alone. */
	boolean isWrittenByApps() {
		return this == CATEGORIES || this == LINE_ITEMS || this == RESULTS;
	}

	/** The columns of which the first must not be behind the second; empty if there are none. */
	List<String> order() {
		return switch (this) {
			case ACADEMIC_SESSIONS -> List.of("startDate", "endDate");
			case ENROLLMENTS -> List.of("beginDate", "endDate");
			case LINE_ITEMS -> List.of("assignDate", "dueDate");
			default -> List.of();
		};
	}

	/** The columns whose values the rows of a big file share with those that are best written with them; empty if there are none. */
	List<String> together() {
		return switch (this) {
			case ENROLLMENTS -> List.of("schoolSourcedId", "classSourcedId");
			case RESULTS -> List.of("lineItemSourcedId");
			default -> List.of();
		};
	}

	List<String> columnNames() {
		return this.columns.stream().map(Column::name).toList();
	}

	/** Where a column stands in a row. */
	int indexOf(String column) {
		for (int index = 0; index < this.columns.size(); index++) {
			if (this.columns.get(index).name().equals(column)) {
				return index;
			}
		}
		throw new IllegalArgumentException("%s has no column '%s'".formatted(fileName(), column));
	}

}
