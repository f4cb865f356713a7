package org.rollcall.administrator;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The link by which the first system administrator comes about. It works once, for a day, and only as long as there is none.
 */
@Service
public class FirstAdministratorLink {

	static final Duration LIFETIME = Duration.ofDays(1);

	private final JdbcClient jdbc;

	private final Administrators administrators;

	private final InstantSource clock;

	FirstAdministratorLink(JdbcClient jdbc, Administrators administrators, InstantSource clock) {
		this.jdbc = jdbc;
		this.administrators = administrators;
		this.clock = clock;
	}

	/**
	 * Makes a new link, and ends those before it.
	 * @return the secret in it; nothing if there is a system administrator already
	 */
	@Transactional
	public Optional<String> issue() {
		this.jdbc.sql("delete from first_administrator_link").update();
		if (this.administrators.isThereOne()) {
			return Optional.empty();
		}
		String secret = ClassLinkIdentifier.secret();
		this.jdbc.sql("insert into first_administrator_link (link_hash, created_at, expires_at) values (?, ?, ?)")
			.params(Sha256.of(secret), Timestamp.from(this.clock.instant()), Timestamp.from(this.clock.instant().plus(LIFETIME)))
			.update();
		return Optional.of(secret);
	}

	/**
	 * Returns whether the link would still work.
	 */
	@Transactional(readOnly = true)
	public boolean isOpen(String secret) {
		return !this.administrators.isThereOne() && this.jdbc
			.sql("select exists (select from first_administrator_link where link_hash = ? and expires_at > ?)")
			.params(Sha256.of(secret), Timestamp.from(this.clock.instant()))
			.query(Boolean.class)
			.single();
	}

	/**
	 * Uses the link up. Of two who use it at the same moment, one gets a no.
	 * @return whether it worked
	 */
	@Transactional
	public boolean spend(String secret) {
		return !this.administrators.isThereOne()
				&& this.jdbc.sql("delete from first_administrator_link where link_hash = ? and expires_at > ?")
					.params(Sha256.of(secret), Timestamp.from(this.clock.instant()))
					.update() == 1;
	}

}
