package org.rollcall.setting;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the {@link Switches} are read and turned.
 */
@Service
public class SwitchBoard {

	private final JdbcClient jdbc;

	SwitchBoard(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Transactional(readOnly = true)
	public Switches read() {
		return this.jdbc.sql("select ask_consent, sign_in_throttle from switches").query(Switches.class).single();
	}

	@Transactional
	public void turn(Switches switches) {
		this.jdbc.sql("update switches set ask_consent = ?, sign_in_throttle = ?")
			.params(switches.askConsent(), switches.signInThrottle())
			.update();
	}

}
