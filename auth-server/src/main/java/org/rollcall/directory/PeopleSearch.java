package org.rollcall.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds people of a district, of whom there may be many tens of thousands.
 */
@Service
@Transactional(readOnly = true)
public class PeopleSearch {

	/** Whoever writes more words than a name has looks for a sentence. */
	private static final int MOST_WORDS = 8;

	/** What an index holds of one. */
	private static final int LONGEST_WORD = 80;

	private static final String FOUND = """
			select p.user_id, p.first_name, p.last_name, p.display_name, p.login_id, p.email, f.name as profile, f.role, p.active,
				array(select o.sourced_id from person_org o where o.user_id = p.user_id order by o.ordinal) as org_ids
			from person p join profile f using (profile_id)
			where p.tenant_id = :tenantId""";

	private static final String NAME = "p.last_sort, p.first_sort, p.user_id";

	private final JdbcClient jdbc;

	PeopleSearch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns those who fit, by last name and first name.
	 * @param after begins behind the person with this UserId; {@code null} for the beginning
	 * @param limit how many at most
	 */
	public List<FoundPerson> after(PeopleQuery query, @Nullable Integer after, int limit) {
		return find(query, after, ">", "", limit);
	}

	/**
	 * Returns those who fit and stand before somebody, by last name and first name.
	 * @param before ends before the person with this UserId
	 * @param limit how many at most: the nearest
	 */
	public List<FoundPerson> before(PeopleQuery query, int before, int limit) {
		List<FoundPerson> backwards = new ArrayList<>(find(query, before, "<", " desc", limit));
		Collections.reverse(backwards);
		return backwards;
	}

	/**
	 * Returns how many fit.
	 */
	public int count(PeopleQuery query) {
		Map<String, Object> params = new LinkedHashMap<>();
		return this.jdbc.sql("select count(*) from person p where p.tenant_id = :tenantId" + conditions(query, params))
			.params(params)
			.query(Integer.class)
			.single();
	}

	private List<FoundPerson> find(PeopleQuery query, @Nullable Integer from, String side, String direction, int limit) {
		Map<String, Object> params = new LinkedHashMap<>();
		StringBuilder sql = new StringBuilder(FOUND).append(conditions(query, params));
		if (from != null) {
			// the name first, and then by it: compared with a subquery, no index would be used
			Optional<String[]> name = this.jdbc.sql("select last_sort, first_sort from person where tenant_id = ? and user_id = ?")
				.params(query.tenantId(), from)
				.query((row, number) -> new String[] { row.getString(1), row.getString(2) })
				.optional();
			if (name.isEmpty()) {
				return List.of();
			}
			sql.append(" and (").append(NAME).append(") ").append(side).append(" (:lastName, :firstName, :from)");
			params.put("lastName", name.get()[0]);
			params.put("firstName", name.get()[1]);
			params.put("from", from);
		}
		sql.append(" order by ").append(NAME.replace(", ", direction + ", ")).append(direction).append(" limit :limit");
		params.put("limit", limit);
		return this.jdbc.sql(sql.toString())
			.params(params)
			.query((row, number) -> new FoundPerson(row.getInt("user_id"), row.getString("first_name"), row.getString("last_name"),
					row.getString("display_name"), row.getString("login_id"), row.getString("email"), row.getString("profile"),
					Role.of(row.getString("role")), row.getBoolean("active"),
					List.of((String[]) row.getArray("org_ids").getArray())))
			.list();
	}

	/**
	 * Each word is the beginning of a part of a name, of the login id or of the address, whatever accents either carries.
	 */
	private String conditions(PeopleQuery query, Map<String, Object> params) {
		params.put("tenantId", query.tenantId());
		StringBuilder sql = new StringBuilder();
		List<String> words = words(query.text());
		if (!words.isEmpty()) {
			sql.append(" and p.words @@ cast(:words as tsquery)");
			params.put("words", words.stream()
				.map((word) -> "'" + query.tenantId() + "/" + word + "':*")
				.collect(Collectors.joining(" & ")));
		}
		if (query.org() != null) {
			sql.append(" and exists (select from person_org o where o.user_id = p.user_id and o.sourced_id = :org)");
			params.put("org", query.org());
		}
		if (query.role() != null) {
			// the numbers and not a join, so that it is known beforehand how many people have them
			sql.append(" and p.profile_id = any (:profiles)");
			params.put("profiles",
					this.jdbc.sql("select profile_id from profile where tenant_id = ? and role = ?")
						.params(query.tenantId(), query.role().value())
						.query(Integer.class)
						.list()
						.toArray(Integer[]::new));
		}
		if (query.active() != null) {
			sql.append(" and p.active = :active");
			params.put("active", query.active());
		}
		return sql.toString();
	}

	/**
	 * As the database compares them, and asked for before the people are, so that it can tell how many have them.
	 */
	private List<String> words(String text) {
		if (text.isBlank()) {
			return List.of();
		}
		String folded = this.jdbc.sql("select folded(?)").param(text).query(String.class).single();
		return Arrays.stream(folded.replaceAll("['\\\\]", "").split("[\\s,]+"))
			.filter((word) -> !word.isEmpty())
			.limit(MOST_WORDS)
			.map((word) -> word.substring(0, word.offsetByCodePoints(0, Math.min(LONGEST_WORD, word.codePointCount(0, word.length())))))
			.toList();
	}

}
