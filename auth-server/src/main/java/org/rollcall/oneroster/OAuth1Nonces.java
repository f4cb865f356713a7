package org.rollcall.oneroster;

import java.sql.Timestamp;
import java.time.Instant;

import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers which signed requests there were, as long as their timestamp is good.
 */
@Component
class OAuth1Nonces {

	private final JdbcClient jdbc;

	OAuth1Nonces(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns whether this is the first request with these; of several at the same moment one is.
	 * @param goodUntil when the timestamp will be too old
	 */
	@Transactional
	boolean spend(String consumerKey, long timestamp, String nonce, Instant goodUntil) {
		return this.jdbc.sql("insert into oauth1_nonce (nonce_hash, expires_at) values (?, ?) on conflict do nothing")
			.params(Sha256.of(consumerKey + "\n" + timestamp + "\n" + nonce), Timestamp.from(goodUntil))
			.update() == 1;
	}

}
