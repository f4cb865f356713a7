package org.rollcall.roster.query;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rollcall.roster.query.RosterField.Shape;

import static org.rollcall.roster.query.RosterField.of;
import static org.rollcall.roster.query.RosterField.reference;
import static org.rollcall.roster.query.RosterField.references;

/**
 * The fields of each {@link RosterType}, in the order in which OneRoster 1.1 lists them.
 */
public final class RosterSchema {

	/** The field of users and enrollments that has the role in OneRoster 1.2's words. */
	public static final String ROLE_1P2 = "role1p2";

	private static final Map<RosterType, Map<String, RosterField>> FIELDS = new EnumMap<>(RosterType.class);

	private static final Map<RosterType, List<RosterField>> SINCE_1P2 = Map.of(
			RosterType.USER, List.of(new RosterField(ROLE_1P2, Shape.WORD, null, """
					(case when t.role <> 'administrator' then t.role
						when exists (select from user_org j join org o on o.tenant_id = j.tenant_id and o.sourced_id = j.org_sourced_id
							where j.tenant_id = t.tenant_id and j.user_sourced_id = t.sourced_id and o.type not in ('school', 'department'))
						then 'districtAdministrator' else 'siteAdministrator' end)""", null),
					new RosterField("primaryOrg", Shape.REFERENCE, RosterType.ORG, """
							(select j.org_sourced_id from user_org j
								where j.tenant_id = t.tenant_id and j.user_sourced_id = t.sourced_id order by j.ordinal limit 1)""", null)),
			RosterType.ENROLLMENT, List.of(new RosterField(ROLE_1P2, Shape.WORD, null,
					"(case t.role when 'aide' then 'ext:aide' else t.role end)", null)),
			RosterType.LINE_ITEM, List.of(new RosterField("school", Shape.REFERENCE, RosterType.ORG, """
					(select c.school_sourced_id from roster_class c
						where c.tenant_id = t.tenant_id and c.sourced_id = t.class_sourced_id)""", null)),
			RosterType.RESULT, List.of(new RosterField("class", Shape.REFERENCE, RosterType.CLASS, """
					(select l.class_sourced_id from line_item l
						where l.tenant_id = t.tenant_id and l.sourced_id = t.line_item_sourced_id)""", null)));

	static {
		define(RosterType.ORG, of(Shape.TEXT, "name", "name"), of(Shape.WORD, "type", "type"), of(Shape.TEXT, "identifier", "identifier"),
				reference("parent", RosterType.ORG, "parent_sourced_id"),
				children(RosterType.ORG, "org"));
		define(RosterType.ACADEMIC_SESSION, of(Shape.TEXT, "title", "title"), of(Shape.DATE, "startDate", "start_date"),
				of(Shape.DATE, "endDate", "end_date"), of(Shape.WORD, "type", "type"),
				reference("parent", RosterType.ACADEMIC_SESSION, "parent_sourced_id"),
				children(RosterType.ACADEMIC_SESSION, "academic_session"), of(Shape.YEAR, "schoolYear", "school_year"));
		define(RosterType.COURSE, of(Shape.TEXT, "title", "title"),
				reference("schoolYear", RosterType.ACADEMIC_SESSION, "school_year_sourced_id"),
				of(Shape.TEXT, "courseCode", "course_code"), of(Shape.TEXTS, "grades", "grades"),
				of(Shape.TEXTS, "subjects", "subjects"), reference("org", RosterType.ORG, "org_sourced_id"),
				of(Shape.TEXTS, "subjectCodes", "subject_codes"), resources("course"));
		define(RosterType.CLASS, of(Shape.TEXT, "title", "title"), of(Shape.TEXT, "classCode", "class_code"),
				of(Shape.WORD, "classType", "class_type"), of(Shape.TEXT, "location", "location"), of(Shape.TEXTS, "grades", "grades"),
				of(Shape.TEXTS, "subjects", "subjects"), reference("course", RosterType.COURSE, "course_sourced_id"),
				reference("school", RosterType.ORG, "school_sourced_id"),
				references("terms", RosterType.ACADEMIC_SESSION, "j.term_sourced_id",
						"class_term j where j.tenant_id = t.tenant_id and j.class_sourced_id = t.sourced_id", "j.ordinal"),
				of(Shape.TEXTS, "subjectCodes", "subject_codes"), of(Shape.TEXTS, "periods", "periods"), resources("class"));
		define(RosterType.USER, of(Shape.TEXT, "username", "username"), of(Shape.USER_IDS, "userIds", "user_ids"),
				of(Shape.FLAG, "enabledUser", "enabled_user"), of(Shape.TEXT, "givenName", "given_name"),
				of(Shape.TEXT, "familyName", "family_name"), of(Shape.TEXT, "middleName", "middle_name"), of(Shape.WORD, "role", "role"),
				of(Shape.TEXT, "identifier", "identifier"), of(Shape.TEXT, "email", "email"), of(Shape.TEXT, "sms", "sms"),
				of(Shape.TEXT, "phone", "phone"),
				references("agents", RosterType.USER, "j.agent_sourced_id",
						"user_agent j where j.tenant_id = t.tenant_id and j.user_sourced_id = t.sourced_id", "j.ordinal"),
				references("orgs", RosterType.ORG, "j.org_sourced_id",
						"user_org j where j.tenant_id = t.tenant_id and j.user_sourced_id = t.sourced_id", "j.ordinal"),
				of(Shape.TEXTS, "grades", "grades"));
		define(RosterType.ENROLLMENT, reference("user", RosterType.USER, "user_sourced_id"),
				reference("class", RosterType.CLASS, "class_sourced_id"), reference("school", RosterType.ORG, "school_sourced_id"),
				of(Shape.WORD, "role", "role"), of(Shape.FLAG, "primary", "is_primary"), of(Shape.DATE, "beginDate", "begin_date"),
				of(Shape.DATE, "endDate", "end_date"));
		define(RosterType.DEMOGRAPHICS, of(Shape.DATE, "birthDate", "birth_date"), of(Shape.WORD, "sex", "sex"),
				of(Shape.FLAG, "americanIndianOrAlaskaNative", "american_indian_or_alaska_native"), of(Shape.FLAG, "asian", "asian"),
				of(Shape.FLAG, "blackOrAfricanAmerican", "black_or_african_american"),
				of(Shape.FLAG, "nativeHawaiianOrOtherPacificIslander", "native_hawaiian_or_other_pacific_islander"),
				of(Shape.FLAG, "white", "white"), of(Shape.FLAG, "demographicRaceTwoOrMoreRaces", "demographic_race_two_or_more_races"),
				of(Shape.FLAG, "hispanicOrLatinoEthnicity", "hispanic_or_latino_ethnicity"),
				of(Shape.TEXT, "countryOfBirthCode", "country_of_birth_code"),
				of(Shape.TEXT, "stateOfBirthAbbreviation", "state_of_birth_abbreviation"),
				of(Shape.TEXT, "cityOfBirth", "city_of_birth"),
				of(Shape.TEXT, "publicSchoolResidenceStatus", "public_school_residence_status"));
		define(RosterType.RESOURCE, of(Shape.TEXT, "title", "title"), of(Shape.TEXTS, "roles", "roles"),
				of(Shape.WORD, "importance", "importance"), of(Shape.TEXT, "vendorResourceId", "vendor_resource_id"),
				of(Shape.TEXT, "vendorId", "vendor_id"), of(Shape.TEXT, "applicationId", "application_id"));
		define(RosterType.CATEGORY, of(Shape.TEXT, "title", "title"));
		define(RosterType.LINE_ITEM, of(Shape.TEXT, "title", "title"), of(Shape.TEXT, "description", "description"),
				of(Shape.DATE, "assignDate", "assign_date"), of(Shape.DATE, "dueDate", "due_date"),
				reference("class", RosterType.CLASS, "class_sourced_id"),
				reference("category", RosterType.CATEGORY, "category_sourced_id"),
				reference("gradingPeriod", RosterType.ACADEMIC_SESSION, "grading_period_sourced_id"),
				of(Shape.NUMBER, "resultValueMin", "result_value_min"), of(Shape.NUMBER, "resultValueMax", "result_value_max"));
		define(RosterType.RESULT, reference("lineItem", RosterType.LINE_ITEM, "line_item_sourced_id"),
				reference("student", RosterType.USER, "student_sourced_id"), of(Shape.WORD, "scoreStatus", "score_status"),
				of(Shape.NUMBER, "score", "score"), of(Shape.DATE, "scoreDate", "score_date"), of(Shape.TEXT, "comment", "comment"));
	}

	private RosterSchema() {
	}

	/**
	 * Returns the fields of a type, as OneRoster 1.1 has them.
	 */
	public static List<RosterField> fields(RosterType type) {
		return List.copyOf(FIELDS.getOrDefault(type, Map.of()).values());
	}

	/**
	 * Returns what OneRoster 1.2 can be made of besides.
	 */
	public static List<RosterField> since1p2(RosterType type) {
		return SINCE_1P2.getOrDefault(type, List.of());
	}

	/**
	 * Returns the field of that name, if the type has one in any version.
	 */
	public static Optional<RosterField> field(RosterType type, String name) {
		return Optional.ofNullable(FIELDS.getOrDefault(type, Map.of()).get(name))
			.or(() -> since1p2(type).stream().filter((field) -> field.name().equals(name)).findFirst());
	}

	private static void define(RosterType type, RosterField... fields) {
		Map<String, RosterField> byName = new LinkedHashMap<>();
		for (RosterField field : List.of(of(Shape.ID, "sourcedId", "sourced_id"), of(Shape.WORD, "status", "status"),
				of(Shape.TIME, "dateLastModified", "date_last_modified"), of(Shape.METADATA, "metadata", "metadata"))) {
			byName.put(field.name(), field);
		}
		for (RosterField field : fields) {
			byName.put(field.name(), field);
		}
		FIELDS.put(type, byName);
	}

	private static RosterField children(RosterType type, String table) {
		return references("children", type, "j.sourced_id",
				table + " j where j.tenant_id = t.tenant_id and j.parent_sourced_id = t.sourced_id and j.status = 'active'", "j.sourced_id");
	}

	private static RosterField resources(String owner) {
		return references("resources", RosterType.RESOURCE, "j.resource_sourced_id", """
				%1$s_resource j where j.tenant_id = t.tenant_id and j.%1$s_sourced_id = t.sourced_id and j.status = 'active'"""
			.formatted(owner), "j.sourced_id");
	}

}
