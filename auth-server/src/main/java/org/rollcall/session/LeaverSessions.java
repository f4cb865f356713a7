package org.rollcall.session;

import org.rollcall.platform.PeopleDeactivated;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends the sessions of people who left their district's roster.
 */
@Component
class LeaverSessions {

	private final JdbcClient jdbc;

	LeaverSessions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	@Transactional
	public void end(PeopleDeactivated leavers) {
		this.jdbc.sql("delete from browser_session where user_id = any (?)")
			.param(leavers.userIds().toArray(Integer[]::new))
			.update();
	}

}
