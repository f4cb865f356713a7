package org.rollcall.roster.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.roster.RosterLookup;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says who sees what of a district's roster.
 */
@Service
@Transactional(readOnly = true)
public class Sights {

	private final People people;

	private final RosterLookup lookup;

	private final JdbcClient jdbc;

	Sights(People people, RosterLookup lookup, JdbcClient jdbc) {
		this.people = people;
		this.lookup = lookup;
		this.jdbc = jdbc;
	}

	/**
	 * Returns what an app sees that asks for itself.
	 * @param schools those that the district shares, by their sourcedIds; none for all of it
	 */
	public Sight ofApp(int tenantId, Set<String> schools) {
		return schools.isEmpty() ? new WholeDistrict(tenantId) : someSchools(tenantId, schools);
	}

	/**
	 * Returns what an app sees in somebody's name: a student themselves and their classes, a parent their children, a teacher their
	 * classes and who is in them, somebody who administers a school that school, and who administers the district the district.
	 * @param schools those that the district shares, by their sourcedIds; none for all of it
	 */
	public Sight ofPerson(Person person, Set<String> schools) {
		int tenantId = person.district().tenantId();
		Sight shared = ofApp(tenantId, schools);
		return switch (person.role()) {
			case TENANT_ADMINISTRATOR -> shared;
			case SCHOOL_ADMINISTRATOR -> this.lookup.isOfDistrict(person) ? shared : ofSchoolAdministrator(person, shared);
			case TEACHER -> named(shared, person, List.of(), """
					select class_sourced_id from enrollment
					where tenant_id = ? and user_sourced_id = any (?::text[]) and role <> 'student' and status = 'active'""", true);
			case STUDENT -> named(shared, person, List.of(), """
					select class_sourced_id from enrollment
					where tenant_id = ? and user_sourced_id = any (?::text[]) and status = 'active'""", false);
			case PARENT -> named(shared, person, children(person), """
					select class_sourced_id from enrollment
					where tenant_id = ? and user_sourced_id = any (?::text[]) and role = 'student' and status = 'active'""", false);
		};
	}

	private Sight ofSchoolAdministrator(Person person, Sight shared) {
		SomeSchools own = someSchools(person.district().tenantId(), Set.copyOf(person.orgIds()));
		if (!(shared instanceof SomeSchools some)) {
			return own;
		}
		Set<String> schools = new HashSet<>(own.schools());
		schools.retainAll(some.schools());
		Set<String> orgs = new HashSet<>(own.orgs());
		orgs.retainAll(some.orgs());
		return new SomeSchools(own.tenantId(), schools, orgs);
	}

	private SomeSchools someSchools(int tenantId, Set<String> schools) {
		Set<String> below = related(tenantId, schools, "o.parent_sourced_id = r.sourced_id");
		Set<String> all = new HashSet<>(below);
		all.addAll(related(tenantId, schools, "o.sourced_id = r.parent_sourced_id"));
		return new SomeSchools(tenantId, below, all);
	}

	// Union, not union all: a cycle would never end.
	private Set<String> related(int tenantId, Collection<String> orgs, String relation) {
		return new HashSet<>(this.jdbc.sql("""
				with recursive r as (
					select tenant_id, sourced_id, parent_sourced_id from org where tenant_id = ? and sourced_id = any (?::text[])
					union
					select o.tenant_id, o.sourced_id, o.parent_sourced_id from r join org o on o.tenant_id = r.tenant_id and %s)
				select sourced_id from r""".formatted(relation))
			.params(tenantId, orgs.toArray(String[]::new))
			.query(String.class)
			.list());
	}

	private List<String> children(Person parent) {
		return this.people.students(parent.userId()).stream().map(Person::sourcedId).filter(Objects::nonNull).toList();
	}

	private Sight named(Sight shared, Person person, List<String> children, String classesSql, boolean withClassmates) {
		int tenantId = person.district().tenantId();
		if (person.sourcedId() == null) {
			return new NamedRows(tenantId, Set.of(), Set.of(), Set.of());
		}
		List<String> people = new ArrayList<>(children);
		people.add(person.sourcedId());
		List<String> classes = seen(shared, RosterType.CLASS, this.jdbc.sql(classesSql)
			.params(tenantId, people.toArray(String[]::new))
			.query(String.class)
			.list(), " and t.status = 'active'");
		if (withClassmates) {
			people.addAll(this.jdbc.sql("""
					select distinct user_sourced_id from enrollment
					where tenant_id = ? and class_sourced_id = any (?::text[]) and status = 'active'""")
				.params(tenantId, classes.toArray(String[]::new))
				.query(String.class)
				.list());
		}
		List<String> users = seen(shared, RosterType.USER, people, "");
		return new NamedRows(tenantId, Set.copyOf(users), Set.copyOf(classes), orgs(shared, tenantId, users, classes));
	}

	private Set<String> orgs(Sight shared, int tenantId, List<String> users, List<String> classes) {
		List<String> own = this.jdbc.sql("""
				select org_sourced_id from user_org where tenant_id = ? and user_sourced_id = any (?::text[])
				union
				select school_sourced_id from roster_class where tenant_id = ? and sourced_id = any (?::text[])""")
			.params(tenantId, users.toArray(String[]::new), tenantId, classes.toArray(String[]::new))
			.query(String.class)
			.list();
		Set<String> orgs = related(tenantId, own, "o.sourced_id = r.parent_sourced_id");
		if (shared instanceof SomeSchools some) {
			orgs.retainAll(some.orgs());
		}
		return orgs;
	}

	private List<String> seen(Sight shared, RosterType type, Collection<String> ids, String condition) {
		Sql sql = new Sql().append("select t.sourced_id from " + type.table() + " t where t.tenant_id = ? and t.sourced_id", shared.tenantId())
			.any(ids)
			.append(condition);
		Seen.row(sql, shared, type, "t");
		return this.jdbc.sql(sql.text()).params(sql.parameters()).query(String.class).list();
	}

}
