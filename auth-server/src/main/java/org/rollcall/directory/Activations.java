package org.rollcall.directory;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps people out, and lets them in again. Whoever was deactivated by hand stays so, whatever later rosters say, until somebody
 * lets them in by hand: a school that locks an account today must not find it open tomorrow morning.
 */
@Service
public class Activations {

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	Activations(JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Returns whether somebody may sign in, and who says so; nothing for somebody unknown.
	 */
	@Transactional(readOnly = true)
	public Optional<Activation> find(int userId) {
		return this.jdbc.sql("select active, rostered, deactivated_at from person where user_id = ?")
			.param(userId)
			.query((row, number) -> {
				Timestamp since = row.getTimestamp("deactivated_at");
				return new Activation(row.getBoolean("active"), row.getBoolean("rostered"), (since != null) ? since.toInstant() : null);
			})
			.optional();
	}

	/**
	 * Keeps somebody out. What they are signed in to does not end by this alone.
	 * @return whether anything changed
	 */
	@Transactional
	public boolean deactivate(int userId) {
		boolean before = find(userId).map(Activation::active).orElse(false);
		boolean changed = this.jdbc.sql("""
				update person set active = false, deactivated_at = :now, updated_at = :now
				where user_id = :userId and deactivated_at is null""")
			.param("now", Timestamp.from(this.clock.instant()))
			.param("userId", userId)
			.update() == 1;
		if (changed) {
			this.events.publishEvent(new PersonActivated(userId, before, false));
		}
		return changed;
	}

	/**
	 * Lets somebody in again.
	 * @return whether anything changed
	 */
	@Transactional
	public boolean activate(int userId) {
		boolean changed = this.jdbc.sql("""
				update person set active = true, deactivated_at = null, updated_at = :now where user_id = :userId and not active""")
			.param("now", Timestamp.from(this.clock.instant()))
			.param("userId", userId)
			.update() == 1;
		if (changed) {
			this.events.publishEvent(new PersonActivated(userId, false, true));
		}
		return changed;
	}

	/**
	 * Whether somebody may sign in.
	 *
	 * @param rostered whether the roster has a say
	 * @param deactivatedAt since when they are kept out by hand, or {@code null} if they are not
	 */
	public record Activation(boolean active, boolean rostered, @Nullable Instant deactivatedAt) {

		/**
		 * Returns whether it was somebody's decision, and not the roster's.
		 */
		public boolean byHand() {
			return this.deactivatedAt != null;
		}

	}

}
