package org.rollcall.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a configuration changes.
 */
final class Changes {

	private final List<ConfigChange> changes = new ArrayList<>();

	void created(String kind, String name) {
		this.changes.add(new ConfigChange("created", kind, name));
	}

	void updated(String kind, String name) {
		this.changes.add(new ConfigChange("updated", kind, name));
	}

	void removed(String kind, String name) {
		this.changes.add(new ConfigChange("removed", kind, name));
	}

	void add(Changes others) {
		this.changes.addAll(others.changes);
	}

	List<ConfigChange> all() {
		return List.copyOf(this.changes);
	}

}
