package org.rollcall.roster.query;

/**
 * The kinds of things that a roster is made of, in the names of OneRoster 1.1.
 */
public enum RosterType {

	ORG("org", "orgs", "org"),

	ACADEMIC_SESSION("academicSession", "academicSessions", "academic_session"),

	COURSE("course", "courses", "course"),

	CLASS("class", "classes", "roster_class"),

	USER("user", "users", "roster_user"),

	ENROLLMENT("enrollment", "enrollments", "enrollment"),

	DEMOGRAPHICS("demographics", "demographics", "demographics"),

	RESOURCE("resource", "resources", "resource"),

	CATEGORY("category", "categories", "category"),

	LINE_ITEM("lineItem", "lineItems", "line_item"),

	RESULT("result", "results", "result");

	private final String singular;

	private final String plural;

	private final String table;

	RosterType(String singular, String plural, String table) {
		this.singular = singular;
		this.plural = plural;
		this.table = table;
	}

	/**
	 * Returns what one of them stands under in an answer, and what a reference to it says that it is.
	 */
	public String singular() {
		return this.singular;
	}

	/**
	 * Returns what a collection of them stands under in an answer, and how its path ends.
	 */
	public String plural() {
		return this.plural;
	}

	String table() {
		return this.table;
	}

}
