package org.rollcall.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says where the server is as soon as it answers.
 */
@Component
class ReadyNotice {

	private static final Logger logger = LoggerFactory.getLogger(ReadyNotice.class);

	private final RollcallProperties properties;

	ReadyNotice(RollcallProperties properties) {
		this.properties = properties;
	}

	@EventListener(ApplicationReadyEvent.class)
	void sayWhere() {
		logger.info("Rollcall is at {}", this.properties.frontChannelUrl());
	}

}
