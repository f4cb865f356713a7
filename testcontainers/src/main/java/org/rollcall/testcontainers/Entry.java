package org.rollcall.testcontainers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that stands in a {@code rollcall.yaml}, in the names that it has there. It never changes: each method returns
 * another one.
 *
 * @param <T> what it is
 */
abstract sealed class Entry<T extends Entry<T>> permits District, Person, Client {

	private final Map<String, Object> settings;

	Entry(Map<String, Object> settings) {
		this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
	}

	abstract T copy(Map<String, Object> settings);

	/**
	 * Sets anything that a {@code rollcall.yaml} may say here and for which there is no method.
	 * @param name as in {@code rollcall.yaml}, such as {@code requirePkce}
	 * @param value a string, a number, a boolean, or a list or map of these
	 */
	public T with(String name, Object value) {
		Map<String, Object> changed = new LinkedHashMap<>(this.settings);
		changed.put(name, value);
		return copy(changed);
	}

	/**
	 * Returns all that is set, in the names of {@code rollcall.yaml}.
	 */
	public Map<String, Object> settings() {
		return this.settings;
	}

	final @Nullable String text(String name) {
		Object value = this.settings.get(name);
		return (value != null) ? value.toString() : null;
	}

	final List<String> texts(String name) {
		return (this.settings.get(name) instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : List.of();
	}

	final String required(String name) {
		String value = text(name);
		if (value == null) {
			throw new IllegalStateException("This " + getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + " has no "
					+ name + " yet: " + this);
		}
		return value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other != null && other.getClass() == getClass() && ((Entry<?>) other).settings.equals(this.settings);
	}

	@Override
	public int hashCode() {
		return this.settings.hashCode();
	}

	@Override
	public String toString() {
		return Json.write(this.settings);
	}

}
