package org.rollcall.platform;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form that was sent, field by field. The page shows it above the form and at each field, in the reader's
 * language, with everything that was typed still there.
 */
public class FormFaults {

	private final List<Fault> faults = new ArrayList<>();

	/**
	 * @param field the name and id of the form's field
	 * @param message the name of the sentence in the message bundle
	 * @param arguments what the sentence is about
	 */
	public void add(String field, String message, Object... arguments) {
		this.faults.add(new Fault(field, message, arguments));
	}

	/**
	 * Adds a fault unless {@code right}.
	 */
	public void check(boolean right, String field, String message, Object... arguments) {
		if (!right) {
			add(field, message, arguments);
		}
	}

	public boolean isEmpty() {
		return this.faults.isEmpty();
	}

	public List<Fault> all() {
		return List.copyOf(this.faults);
	}

	/**
	 * Returns the first that is wrong with a field.
	 */
	public @Nullable Fault of(String field) {
		return this.faults.stream().filter((fault) -> fault.field().equals(field)).findFirst().orElse(null);
	}

	/**
	 * One of them.
	 */
	public record Fault(String field, String message, Object[] arguments) {

	}

}
