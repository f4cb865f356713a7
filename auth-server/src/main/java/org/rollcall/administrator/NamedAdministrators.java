package org.rollcall.administrator;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers whom {@code rollcall.system-administrators} named. Each name counts at the first start that has it: later somebody
 * else may have that name, or somebody may have taken the role from its owner for a reason.
 */
@Component
class NamedAdministrators {

	private final JdbcClient jdbc;

	private final Administrators administrators;

	private final InstantSource clock;

	NamedAdministrators(JdbcClient jdbc, Administrators administrators, InstantSource clock) {
		this.jdbc = jdbc;
		this.administrators = administrators;
		this.clock = clock;
	}

	/**
	 * Returns those of the names that count now, and remembers all of them, and no others. As long as nobody looks after the server
	 * they all count.
	 */
	@Transactional
	List<String> thatCount(List<String> names) {
		List<String> known = this.jdbc.sql("select name from named_administrator").query(String.class).list();
		String[] all = names.toArray(String[]::new);
		this.jdbc.sql("delete from named_administrator where name <> all (?::text[])").param(all).update();
		this.jdbc.sql("insert into named_administrator (name, seen_at) select distinct name, ?::timestamptz from unnest(?::text[]) as n (name)"
				+ " on conflict do nothing")
			.params(Timestamp.from(this.clock.instant()), all)
			.update();
		boolean nobody = !this.administrators.isThereOne();
		return names.stream().filter((name) -> nobody || !known.contains(name)).toList();
	}

}
