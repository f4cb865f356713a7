package org.rollcall.audit;

import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Forgets what happened longer ago than it is kept. By the clock of the database, which is what the table's own rule goes by.
 */
@Component
class AuditPurge {

	private static final Logger logger = LoggerFactory.getLogger(AuditPurge.class);

	private static final int BATCH = 1000;

	private final JdbcClient jdbc;

	AuditPurge(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
	void onSchedule() {
		try {
			while (purgeBatch() == BATCH) {
				logger.debug("More of what happened is to be forgotten");
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("What happened long ago is forgotten later: {}", ex.getMessage());
		}
	}

	int purgeBatch() {
		return this.jdbc.sql("""
				delete from audit_event where audit_id in (
					select audit_id from audit_event
					where happened_at < now() - (select make_interval(days => days) from audit_retention)
					order by happened_at limit ? for update skip locked)""")
			.param(BATCH)
			.update();
	}

}
