package org.rollcall.config;

/**
 * Something that a configuration changed.
 *
 * @param change {@code created}, {@code updated} or {@code removed}
 * @param kind {@code district}, {@code roster}, {@code person}, {@code client}, {@code consent}, {@code tile}, {@code switches}
 * or {@code key}
 * @param name for example {@code lincolnusd/tina.teacher}
 */
public record ConfigChange(String change, String kind, String name) {

	@Override
	public String toString() {
		return this.kind + " " + this.name + " " + this.change;
	}

}
