package org.rollcall.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong with one configuration.
 */
final class Faults {

	private final String source;

	private final List<ConfigFault> faults = new ArrayList<>();

	/**
	 * @param source what to call the configuration when speaking of it
	 */
	Faults(String source) {
		this.source = source;
	}

	void add(Place place, String message) {
		this.faults.add(place.fault(message));
	}

	/**
	 * @throws InvalidConfigException if there is a fault
	 */
	void throwIfAny() {
		if (!this.faults.isEmpty()) {
			this.faults.sort(Comparator.comparingInt(ConfigFault::line).thenComparingInt(ConfigFault::column));
			throw new InvalidConfigException(this.source, this.faults.stream().distinct().toList());
		}
	}

}
