package org.rollcall.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people are called, for who knows them by their UserId only.
 */
@Service
@Transactional(readOnly = true)
public class PersonNames {

	private final JdbcClient jdbc;

	PersonNames(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Those of the people that there are, by UserId. */
	public Map<Integer, PersonName> find(Collection<Integer> userIds) {
		return userIds.isEmpty() ? Map.of()
				: this.jdbc.sql("""
						select user_id, tenant_id, custom_url, login_id, display_name, active
						from person join district using (tenant_id) where user_id = any (?)
						""")
					.param(userIds.toArray(Integer[]::new))
					.query(PersonName.class)
					.stream()
					.collect(Collectors.toMap(PersonName::userId, Function.identity()));
	}

	/** The person with that UserId, active or not. */
	public Optional<PersonName> find(int userId) {
		return Optional.ofNullable(find(List.of(userId)).get(userId));
	}

	/** The UserIds of everybody in a district, active or not. */
	public List<Integer> userIds(int tenantId) {
		return this.jdbc.sql("select user_id from person where tenant_id = ?").param(tenantId).query(Integer.class).list();
	}

	/** The UserIds of everybody in a district whose profile gives that role, active or not. */
	public List<Integer> userIds(int tenantId, Role role) {
		return this.jdbc.sql("""
				select user_id from person join profile using (profile_id) where person.tenant_id = ? and role = ?
				""").params(tenantId, role.value()).query(Integer.class).list();
	}

	/**
	 * @param customUrl of the person's district
	 */
	public record PersonName(int userId, int tenantId, String customUrl, String loginId, String displayName, boolean active) {

	}

}
