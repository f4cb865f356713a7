package org.rollcall.roster;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.Person;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the roster says of single people, for pages: the names of their schools, and their classes.
 */
@Service
@Transactional(readOnly = true)
public class RosterLookup {

	private final JdbcClient jdbc;

	RosterLookup(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns a district's orgs that are schools, by name.
	 */
	public List<School> schools(int tenantId) {
		return this.jdbc.sql("""
				select sourced_id, name from org where tenant_id = ? and type = 'school' and status = 'active'
				order by lower(name), sourced_id""").param(tenantId).query(School.class).list();
	}

	/**
	 * Returns how much a district's roster has.
	 */
	public Size size(int tenantId) {
		return this.jdbc.sql("""
				select (select count(*) from org where tenant_id = :id and type = 'school' and status = 'active') as schools,
					(select count(*) from roster_class where tenant_id = :id and status = 'active') as classes,
					(select count(*) from roster_user where tenant_id = :id and status = 'active') as people,
					(select count(*) from enrollment where tenant_id = :id and status = 'active') as enrollments""")
			.param("id", tenantId)
			.query(Size.class)
			.single();
	}

	/**
	 * Returns what orgs are called, by their sourcedIds; those that the roster does not have are left out.
	 */
	public Map<String, String> names(int tenantId, Collection<String> orgIds) {
		Map<String, String> names = new LinkedHashMap<>();
		this.jdbc.sql("select sourced_id, name from org where tenant_id = ? and sourced_id = any (?::text[])")
			.params(tenantId, orgIds.stream().distinct().toArray(String[]::new))
			.query((row) -> {
				names.put(row.getString("sourced_id"), row.getString("name"));
			});
		return names;
	}

	/**
	 * Returns the classes that somebody takes or teaches, by title.
	 * @param sourcedId the person's id in the roster
	 */
	public List<ClassOf> classes(int tenantId, String sourcedId) {
		return this.jdbc.sql("""
				select c.title, c.class_code as code, o.name as school, e.role,
					(select string_agg(t.title, ', ' order by ct.ordinal) from class_term ct
						join academic_session t on t.tenant_id = ct.tenant_id and t.sourced_id = ct.term_sourced_id
						where ct.tenant_id = c.tenant_id and ct.class_sourced_id = c.sourced_id) as terms
				from enrollment e
				join roster_class c on c.tenant_id = e.tenant_id and c.sourced_id = e.class_sourced_id
				join org o on o.tenant_id = c.tenant_id and o.sourced_id = c.school_sourced_id
				where e.tenant_id = ? and e.user_sourced_id = ? and e.status = 'active' and c.status = 'active'
				order by lower(c.title), c.sourced_id""").params(tenantId, sourcedId).query(ClassOf.class).list();
	}

	/**
	 * Returns whether somebody works for their district as a whole: who administers it, and staff whom the roster has at an office of
	 * the district and at no school.
	 */
	public boolean isOfDistrict(Person person) {
		return switch (person.role()) {
			case TENANT_ADMINISTRATOR -> true;
			case STUDENT, PARENT -> false;
			case TEACHER, SCHOOL_ADMINISTRATOR -> !person.orgIds().isEmpty() && this.jdbc.sql("""
					select count(*) > 0 and bool_and(type <> 'school') from org
					where tenant_id = ? and sourced_id = any (?::text[]) and status = 'active'""")
				.params(person.district().tenantId(), person.orgIds().toArray(String[]::new))
				.query(Boolean.class)
				.single();
		};
	}

	/**
	 * Returns whether the roster wants somebody to be able to sign in; nothing if the district has no roster.
	 * @param sourcedId the person's id in the roster
	 */
	public Optional<Boolean> enables(int tenantId, String sourcedId) {
		return this.jdbc.sql("""
				select exists (select from roster_user u
					where u.tenant_id = d.tenant_id and u.sourced_id = ? and u.status = 'active' and u.enabled_user)
				from district d where d.tenant_id = ? and exists (
					select from org where org.tenant_id = d.tenant_id and org.status = 'active')""")
			.params(sourcedId, tenantId)
			.query(Boolean.class)
			.optional();
	}

	/**
	 * How much a roster has.
	 */
	public record Size(long schools, long classes, long people, long enrollments) {

	}

	/**
	 * A school.
	 */
	public record School(String sourcedId, String name) {

	}

	/**
	 * A class that somebody takes or teaches.
	 *
	 * @param role {@code student}, {@code teacher} or another of OneRoster's roles
	 * @param terms the titles of its terms
	 */
	public record ClassOf(String title, @Nullable String code, String school, String role, @Nullable String terms) {

	}

}
