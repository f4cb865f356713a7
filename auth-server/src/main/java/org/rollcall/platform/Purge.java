package org.rollcall.platform;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Deletes what has expired, in batches that each hold their locks for a moment only. Several nodes may purge at once:
 * each takes rows that no other has in hand, and none waits.
 */
@Component
public class Purge {

	static final int BATCH = 1_000;

	private static final Logger logger = LoggerFactory.getLogger(Purge.class);

	private final List<ExpiredRows> expiredRows;

	private final JdbcClient jdbc;

	private final InstantSource clock;

	Purge(List<ExpiredRows> expiredRows, JdbcClient jdbc, InstantSource clock) {
		this.expiredRows = expiredRows;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * One table's trouble is not the others'.
	 */
	@Scheduled(initialDelayString = "${rollcall.purge.every:1m}", fixedDelayString = "${rollcall.purge.every:1m}")
	void onSchedule() {
		for (ExpiredRows rows : this.expiredRows) {
			try {
				purge(rows);
			}
			catch (DataAccessException | TransactionException ex) {
				logger.warn("Expired rows of {} stay until the next purge: {}", rows.table(), ex.getMessage());
			}
		}
	}

	/**
	 * Deletes everything that has expired by now.
	 * @return how many rows went, not counting those that went with them
	 */
	public int run() {
		return this.expiredRows.stream().mapToInt(this::purge).sum();
	}

	private int purge(ExpiredRows rows) {
		Instant before = this.clock.instant().minus(rows.kept());
		String sql = """
				delete from %1$s where ctid = any(array(
					select ctid from %1$s where %2$s < ? limit %3$d for update skip locked))""".formatted(rows.table(),
				rows.column(), BATCH);
		int total = 0;
		int deleted;
		do {
			deleted = this.jdbc.sql(sql).param(Timestamp.from(before)).update();
			total += deleted;
		}
		while (deleted == BATCH);
		return total;
	}

}
