package org.rollcall.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Says that a configuration has faults, all of them, and that therefore nothing of it was applied.
 */
public class InvalidConfigException extends RuntimeException {

	private static final int TOLD = 50;

	private final transient List<ConfigFault> faults;

	InvalidConfigException(String source, List<ConfigFault> faults) {
		super(message(source, faults));
		this.faults = List.copyOf(faults);
	}

	/** The faults in the order of the document. */
	public List<ConfigFault> faults() {
		return this.faults;
	}

	private static String message(String source, List<ConfigFault> faults) {
		return "Nothing of %s was applied, for it has %s:%s%s".formatted(source,
				(faults.size() == 1) ? "a fault" : faults.size() + " faults",
				faults.stream()
					.limit(TOLD)
					.map((fault) -> "\n  " + source + ":" + fault)
					.collect(Collectors.joining()),
				(faults.size() > TOLD) ? "\n  … and %d more".formatted(faults.size() - TOLD) : "");
	}

}
