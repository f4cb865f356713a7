package org.rollcall.admin;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.platform.Sha256;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which state of an item somebody saw, so that nobody overwrites what they did not see (RFC 9110, sections 8.8.3 and 13.1.1).
 */
@Component
class Versions {

	private static final JsonMapper JSON = JsonMapper.shared();

	/** What an item shows only to who made or changed it. */
	private static final String[] ONCE = { "clientSecret", "password", "key", "token", "bearer", "secret" };

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	Versions(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/**
	 * Returns an item as an answer that names its state.
	 */
	ResponseEntity<Map<String, Object>> answer(HttpStatus status, Map<String, Object> item) {
		return ResponseEntity.status(status).eTag(tag(item)).body(item);
	}

	/**
	 * Changes something, provided that it is as the caller saw it. Of several who saw the same, one changes it.
	 * @param ifMatch the states that will do; {@code null} for any
	 * @param name of what is changed
	 * @throws StaleItemException if it is in another state, or not there
	 */
	<T> T change(@Nullable String ifMatch, String name, Supplier<Optional<Map<String, Object>>> current, Supplier<T> change) {
		if (ifMatch == null) {
			return change.get();
		}
		return this.transaction.execute((status) -> {
			this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))").param("admin " + name).query((row) -> {
			});
			Optional<String> tag = current.get().map(Versions::tag);
			boolean matches = tag.isPresent()
					&& Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch((one) -> one.equals("*") || one.equals(tag.get()));
			if (!matches) {
				throw new StaleItemException(tag.isEmpty() ? "It is not there any more."
						: "Somebody changed it since you read it. Read it again, and send the ETag that comes with it as If-Match.");
			}
			return change.get();
		});
	}

	private static String tag(Map<String, Object> item) {
		Map<String, Object> lasting = new LinkedHashMap<>(item);
		Arrays.asList(ONCE).forEach(lasting::remove);
		byte[] hash = Sha256.digest().digest(JSON.writeValueAsBytes(lasting));
		return "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
	}

}
