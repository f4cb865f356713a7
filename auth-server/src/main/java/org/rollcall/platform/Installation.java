package org.rollcall.platform;

import java.sql.Timestamp;
import java.time.InstantSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database is, which its first start decides: a demo, whose people, passwords and secrets everybody knows, or a
 * server in earnest.
 */
final class Installation {

	private final JdbcClient jdbc;

	private final InstantSource clock;

	Installation(JdbcClient jdbc, InstantSource clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * @throws StartupProblem if the database is not what this start wants it to be
	 */
	void check(boolean demo) {
		if (isDemo(demo) == demo) {
			return;
		}
		if (!demo) {
			throw new StartupProblem("The database holds the demo, whose passwords and client secrets are public.",
					"Name an empty database in SPRING_DATASOURCE_URL, or start with the demo profile as before.");
		}
		if (!becomesDemo()) {
			throw new StartupProblem("The database is in use without the demo, whose passwords and client secrets are public.",
					"Start without the demo profile, or name an empty database in SPRING_DATASOURCE_URL; nothing of the demo was"
							+ " added here.");
		}
	}

	private boolean isDemo(boolean firstStart) {
		this.jdbc.sql("insert into installation (id, demo, created_at) values (1, ?, ?) on conflict (id) do nothing")
			.params(firstStart, Timestamp.from(this.clock.instant()))
			.update();
		return this.jdbc.sql("select demo from installation").query(Boolean.class).single();
	}

	/**
	 * Nobody's server yet: it was started once, and nothing was added.
	 */
	private boolean becomesDemo() {
		return this.jdbc.sql("""
				update installation set demo = true
				where not exists (select from district) and not exists (select from client)""").update() == 1;
	}

}
