package org.rollcall.testcontainers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that did not start. The message is the reason that the server gave.
 */
final class StartupFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int LAST_LINES = 15;

	/** Spring Boot's report: a sentence about what happened, and one about what to do. */
	private static final Pattern REPORT = Pattern.compile("APPLICATION FAILED TO START\\R\\*+\\s+Description:\\s+(.*?)\\s+"
			+ "(?:Action:\\s+(.*?)\\s*)?(?:\\R\\R.*)?\\z", Pattern.DOTALL);

	StartupFailure(String message) {
		super(message);
	}

	/**
	 * Finds the reason in what the server said.
	 * @param log all of it
	 */
	static StartupFailure of(String log) {
		Matcher report = REPORT.matcher(log.replace("\r\n", "\n"));
		if (report.find()) {
			String action = report.group(2);
			return new StartupFailure(report.group(1).strip() + ((action != null) ? "\n" + action.strip() : ""));
		}
		String[] lines = log.strip().split("\\R");
		StringBuilder last = new StringBuilder("Rollcall did not start. It said nothing more than:");
		for (int i = Math.max(0, lines.length - LAST_LINES); i < lines.length; i++) {
			last.append('\n').append(lines[i]);
		}
		return new StartupFailure(last.toString());
	}

}
