package org.rollcall.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.platform.Happening;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Writes what happens to the log {@code rollcall.audit}, a sentence each.
 */
@Component
class AuditLog {

	private static final Logger logger = LoggerFactory.getLogger("rollcall.audit");

	/**
	 * After the commit: what was rolled back did not happen.
	 */
	@TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
	void record(Happening happening) {
		logger.info("{}", happening.sentence());
	}

}
