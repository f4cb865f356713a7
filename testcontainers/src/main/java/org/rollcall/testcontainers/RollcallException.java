package org.rollcall.testcontainers;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The server refused something, or could not be reached. The message is what it said.
 */
public class RollcallException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final transient List<Fault> faults;

	RollcallException(String message, int status, List<Fault> faults) {
		super(message);
		this.status = status;
		this.faults = List.copyOf(faults);
	}

	RollcallException(String message, @Nullable Throwable cause) {
		super(message, cause);
		this.status = 0;
		this.faults = List.of();
	}

	/** Returns the HTTP status, or 0 if there was no answer. */
	public int getStatus() {
		return this.status;
	}

	/** Returns what is wrong in a configuration, each with its place; empty for everything else. */
	public List<Fault> getFaults() {
		return this.faults;
	}

	/**
	 * What is wrong at one place of a configuration.
	 *
	 * @param line from 1 on; 0 if it is not known
	 * @param column from 1 on; 0 if it is not known
	 * @param path such as {@code clients[0].redirectUris}
	 * @param message what is wrong, and what was meant
	 */
	public record Fault(int line, int column, String path, String message) {
	}

}
