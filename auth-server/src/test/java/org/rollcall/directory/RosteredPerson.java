package org.rollcall.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody in a roster that a test makes up.
 */
record RosteredPerson(String sourcedId, String loginId, Role role, String firstName, @Nullable String middleName, String lastName,
		@Nullable String email, boolean active, List<String> orgIds, Set<String> groups, Set<String> students) {

	/** A roster of these people, in this order. */
	static RosteredPeople roster(List<RosteredPerson> people) {
		List<List<@Nullable Object>> columns = new ArrayList<>();
		List<List<Object>> orgs = new ArrayList<>();
		List<List<Object>> groups = new ArrayList<>();
		List<List<Object>> students = new ArrayList<>();
		for (RosteredPerson person : people) {
			List<@Nullable Object> row = new ArrayList<>();
			row.add(person.sourcedId());
			row.add(person.loginId());
			row.add(person.role().value());
			row.add(person.firstName());
			row.add(person.middleName());
			row.add(person.lastName());
			row.add(person.email());
			row.add(person.active());
			columns.add(row);
			person.orgIds().forEach((org) -> orgs.add(List.of(person.sourcedId(), person.orgIds().indexOf(org), org)));
			person.groups().forEach((group) -> groups.add(List.of(person.sourcedId(), group)));
			person.students().forEach((student) -> students.add(List.of(person.sourcedId(), student)));
		}
		return new RosteredPeople("""
				select r ->> 0 as sourced_id, r ->> 1 as login_id, r ->> 2 as role, r ->> 3 as first_name, r ->> 4 as middle_name,
					r ->> 5 as last_name, r ->> 6 as email, (r ->> 7)::boolean as active, position
				from jsonb_array_elements(:people::jsonb) with ordinality as a (r, position)""",
				"select r ->> 0 as sourced_id, (r ->> 1)::integer as ordinal, r ->> 2 as org from jsonb_array_elements(:orgs::jsonb) r",
				"select r ->> 0 as sourced_id, r ->> 1 as name from jsonb_array_elements(:groups::jsonb) r",
				"select r ->> 0 as parent, r ->> 1 as student from jsonb_array_elements(:students::jsonb) r",
				Map.of("people", json(columns), "orgs", json(orgs), "groups", json(groups), "students", json(students)));
	}

	private static String json(Object value) {
		return JsonMapper.shared().writeValueAsString(value);
	}

}
