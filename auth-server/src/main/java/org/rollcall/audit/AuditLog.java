package org.rollcall.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.platform.Happening;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes what happens to the log {@code rollcall.audit}, a sentence each.
 */
@Component
class AuditLog {

	private static final Logger logger = LoggerFactory.getLogger("rollcall.audit");

	@EventListener
	void record(Happening happening) {
		logger.info("{}", happening.sentence());
	}

}
