package org.rollcall.roster.query;

/**
 * Says in SQL what a {@link Sight} leaves of a table.
 */
final class Seen {

	private Seen() {
	}

	/**
	 * Appends {@code and …}: the row is seen.
	 * @param row the alias of a row of the type's table
	 */
	static void row(Sql sql, Sight sight, RosterType type, String row) {
		switch (sight) {
			case WholeDistrict whole -> {
			}
			case SomeSchools some -> rowOf(sql, some, type, row);
			case NamedRows named -> rowOf(sql, named, type, row);
		}
	}

	/**
	 * Appends {@code and …}: what is referred to is seen.
	 * @param id the SQL of a sourcedId
	 * @param tenant the SQL of its tenant_id
	 */
	static void reference(Sql sql, Sight sight, RosterType type, String id, String tenant) {
		if (sight instanceof WholeDistrict || type == RosterType.ACADEMIC_SESSION || type == RosterType.CATEGORY) {
			return;
		}
		switch (type) {
			case ORG -> sql.append(" and " + id).any((sight instanceof SomeSchools some) ? some.orgs() : ((NamedRows) sight).orgs());
			default -> {
				sql.append(" and exists (select from " + type.table() + " seen where seen.tenant_id = " + tenant + " and seen.sourced_id = " + id);
				row(sql, sight, type, "seen");
				sql.append(")");
			}
		}
	}

	private static void rowOf(Sql sql, SomeSchools some, RosterType type, String row) {
		String tenant = row + ".tenant_id";
		switch (type) {
			case ORG -> sql.append(" and " + row + ".sourced_id").any(some.orgs());
			case ACADEMIC_SESSION, CATEGORY -> {
			}
			case COURSE -> sql.append(" and (" + row + ".org_sourced_id")
				.any(some.orgs())
				.append(" or exists (select from roster_class c where c.tenant_id = " + tenant + " and c.course_sourced_id = " + row
						+ ".sourced_id and c.school_sourced_id")
				.any(some.schools())
				.append("))");
			case CLASS -> sql.append(" and " + row + ".school_sourced_id").any(some.schools());
			case ENROLLMENT -> {
				sql.append(" and " + row + ".school_sourced_id").any(some.schools());
				classOf(sql, some, row);
			}
			case USER -> sql.append(" and (exists (select from user_org o where o.tenant_id = " + tenant + " and o.user_sourced_id = " + row
					+ ".sourced_id and o.org_sourced_id")
				.any(some.schools())
				.append(") or exists (select from enrollment e where e.tenant_id = " + tenant + " and e.user_sourced_id = " + row
						+ ".sourced_id and e.status = 'active' and e.school_sourced_id")
				.any(some.schools())
				// Of the people whom a student of the schools names, their parents; not the students whom a parent names.
				.append(") or " + row + ".role <> 'student' and exists (select from user_agent a join user_org o on o.tenant_id = a.tenant_id and o.user_sourced_id = a.user_sourced_id"
						+ " where a.tenant_id = " + tenant + " and a.agent_sourced_id = " + row + ".sourced_id and o.org_sourced_id")
				.any(some.schools())
				.append("))");
			case DEMOGRAPHICS -> reference(sql, some, RosterType.USER, row + ".sourced_id", tenant);
			case RESOURCE -> sql
				.append(" and (exists (select from class_resource r join roster_class c on c.tenant_id = r.tenant_id"
						+ " and c.sourced_id = r.class_sourced_id where r.tenant_id = " + tenant + " and r.resource_sourced_id = " + row
						+ ".sourced_id and r.status = 'active' and c.school_sourced_id")
				.any(some.schools())
				.append(") or exists (select from course_resource r join roster_class c on c.tenant_id = r.tenant_id"
						+ " and c.course_sourced_id = r.course_sourced_id where r.tenant_id = " + tenant + " and r.resource_sourced_id = " + row
						+ ".sourced_id and r.status = 'active' and c.school_sourced_id")
				.any(some.schools())
				.append("))");
			case LINE_ITEM -> classOf(sql, some, row);
			case RESULT -> {
				reference(sql, some, RosterType.LINE_ITEM, row + ".line_item_sourced_id", tenant);
				reference(sql, some, RosterType.USER, row + ".student_sourced_id", tenant);
			}
		}
	}

	private static void classOf(Sql sql, SomeSchools some, String row) {
		sql.append(" and exists (select from roster_class c where c.tenant_id = " + row + ".tenant_id and c.sourced_id = " + row
				+ ".class_sourced_id and c.school_sourced_id")
			.any(some.schools())
			.append(")");
	}

	private static void rowOf(Sql sql, NamedRows named, RosterType type, String row) {
		String tenant = row + ".tenant_id";
		switch (type) {
			case ORG -> sql.append(" and " + row + ".sourced_id").any(named.orgs());
			case ACADEMIC_SESSION, CATEGORY -> {
			}
			case COURSE -> sql.append(" and exists (select from roster_class c where c.tenant_id = " + tenant + " and c.course_sourced_id = "
					+ row + ".sourced_id and c.sourced_id")
				.any(named.classes())
				.append(")");
			case CLASS -> sql.append(" and " + row + ".sourced_id").any(named.classes());
			case USER, DEMOGRAPHICS -> sql.append(" and " + row + ".sourced_id").any(named.users());
			case ENROLLMENT -> sql.append(" and " + row + ".class_sourced_id")
				.any(named.classes())
				.append(" and " + row + ".user_sourced_id")
				.any(named.users());
			case RESOURCE -> sql
				.append(" and (exists (select from class_resource c where c.tenant_id = " + tenant + " and c.resource_sourced_id = " + row
						+ ".sourced_id and c.status = 'active' and c.class_sourced_id")
				.any(named.classes())
				.append(") or exists (select from course_resource c join roster_class k on k.tenant_id = c.tenant_id"
						+ " and k.course_sourced_id = c.course_sourced_id where c.tenant_id = " + tenant + " and c.resource_sourced_id = " + row
						+ ".sourced_id and c.status = 'active' and k.sourced_id")
				.any(named.classes())
				.append("))");
			case LINE_ITEM -> sql.append(" and " + row + ".class_sourced_id").any(named.classes());
			case RESULT -> {
				sql.append(" and " + row + ".student_sourced_id").any(named.users());
				reference(sql, named, RosterType.LINE_ITEM, row + ".line_item_sourced_id", tenant);
			}
		}
	}

}
