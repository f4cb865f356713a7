package org.rollcall.dropin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Says loudly whom this server plays.
 */
class DropInNotice {

	private static final Logger logger = LoggerFactory.getLogger(DropInNotice.class);

	private final DropInProperties properties;

	DropInNotice(DropInProperties properties) {
		this.properties = properties;
	}

	@EventListener(ApplicationReadyEvent.class)
	void sayWhom() {
		logger.warn("""
				DROP-IN MODE: THIS SERVER PLAYS CLASSLINK. It is for tests only.
				It answers for {} over TLS on port {}.
				Clients trust it with the certificate at {}.pem (also .p12, .jks), and reach it by network aliases or a hosts file:
				docs/drop-in.md says how.""", String.join(", ", ClassLinkHosts.ALL) + ", *." + ClassLinkHosts.ROSTER_SERVERS, this.properties.dropInPort(),
				AuthorityController.PATH);
	}

}
