package org.rollcall.directory;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds people of all districts by what they type to sign in.
 */
@Service
@Transactional(readOnly = true)
public class LoginNames {

	private static final String SELECT = """
			select p.user_id, d.custom_url as district, p.login_id, p.active from person p join district d using (tenant_id)
			""";

	private final JdbcClient jdbc;

	LoginNames(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Everybody with that login id, in any case: one in each district at most. */
	public List<LoginName> named(String loginId) {
		// No login id in PostgreSQL holds a NUL, and it refuses to be asked for one.
		return (loginId.indexOf('\0') >= 0) ? List.of()
				: this.jdbc.sql(SELECT + "where lower(p.login_id) = lower(?) order by d.custom_url")
					.param(loginId.strip())
					.query(LoginName.class)
					.list();
	}

	/** Who has that UserId. */
	public Optional<LoginName> find(int userId) {
		return this.jdbc.sql(SELECT + "where p.user_id = ?").param(userId).query(LoginName.class).optional();
	}

	/** The login ids of everybody who may sign in. */
	public List<LoginName> all() {
		return this.jdbc.sql(SELECT + "where p.active order by p.login_id").query(LoginName.class).list();
	}

	/**
	 * @param district the custom URL of the person's district
	 * @param active whether the person may sign in at all
	 */
	public record LoginName(int userId, String district, String loginId, boolean active) {

		/** The district and the login id with a slash between, which is nobody else's. */
		public String address() {
			return this.district + "/" + this.loginId;
		}

	}

}
