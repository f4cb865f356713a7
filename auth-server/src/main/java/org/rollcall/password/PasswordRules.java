package org.rollcall.password;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a password must be before somebody may choose it. As NIST SP 800-63B advises: long enough, not well known, not one's own
 * name, and nothing about kinds of characters.
 */
@Service
public class PasswordRules {

	/** Where a district says nothing about it. */
	public static final int STANDARD = 12;

	/** No district may ask for less. */
	public static final int LEAST = 8;

	/** No district may ask for more. */
	public static final int MOST = 64;

	private static final int LONGEST = 1_024;

	private static final Set<String> WELL_KNOWN = Set.of("password", "passw0rd", "qwertyuiop", "qwertyui", "letmein", "iloveyou", "welcome",
			"changeme", "sunshine", "princess", "football", "baseball", "superman", "trustno1", "rollcall", "classlink", "school",
			"student", "teacher");

	private static final List<String> ROWS = List.of("01234567890123456789", "09876543210987654321", "abcdefghijklmnopqrstuvwxyz",
			"qwertyuiopasdfghjklzxcvbnm");

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	PasswordRules(JdbcClient jdbc, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.events = events;
	}

	/**
	 * What can be wrong with a password.
	 */
	public enum Problem {

		/** Shorter than its district asks for. */
		TOO_SHORT,

		/** Longer than any password. */
		TOO_LONG,

		/** The person's own username, or little more. */
		OWN_NAME,

		/** One of those that are tried first. */
		WELL_KNOWN

	}

	/**
	 * Returns how many characters a password has at the least in a district.
	 */
	@Transactional(readOnly = true)
	public int shortest(int tenantId) {
		return this.jdbc.sql("select shortest from password_rule where tenant_id = ?")
			.param(tenantId)
			.query(Integer.class)
			.optional()
			.orElse(STANDARD);
	}

	/**
	 * Returns what is wrong with a password that somebody wants to have; nothing if it is good.
	 */
	@Transactional(readOnly = true)
	public Optional<Problem> check(int tenantId, String password, String loginId) {
		int length = password.codePointCount(0, password.length());
		if (length < shortest(tenantId)) {
			return Optional.of(Problem.TOO_SHORT);
		}
		if (password.length() > LONGEST) {
			return Optional.of(Problem.TOO_LONG);
		}
		String folded = password.toLowerCase(Locale.ROOT);
		String name = loginId.strip().toLowerCase(Locale.ROOT).replaceAll("@.*", "");
		if (name.length() >= 3 && folded.contains(name) && length - name.length() < LEAST) {
			return Optional.of(Problem.OWN_NAME);
		}
		return isWellKnown(folded) ? Optional.of(Problem.WELL_KNOWN) : Optional.empty();
	}

	/**
	 * Digits and signs around a well-known word make it no better, nor do few characters over and over again.
	 */
	private static boolean isWellKnown(String folded) {
		String core = folded.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
		return folded.codePoints().distinct().count() < 4 || WELL_KNOWN.contains(core)
				|| ROWS.stream().anyMatch((row) -> row.contains(folded));
	}

	/**
	 * Decides for a district; nothing happens if it is so already.
	 * @param shortest how many characters at the least, from {@link #LEAST} to {@link #MOST}
	 */
	@Transactional
	public void decide(int tenantId, int shortest) {
		int before = shortest(tenantId);
		if (shortest == before) {
			return;
		}
		this.jdbc.sql("""
				insert into password_rule (tenant_id, shortest) values (?, ?)
				on conflict (tenant_id) do update set shortest = excluded.shortest""").params(tenantId, shortest).update();
		this.events.publishEvent(new PasswordRuleChanged(tenantId, before, shortest));
	}

}
