package org.rollcall.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A group of settings as it was read: each value is what its {@link Kind} makes of it.
 *
 * @param place where the group stands
 * @param values what is set, by name; what was not set, or not as it must be, is not there
 * @param places where each setting stands, and each element of a list
 * @param faults where to tell what turns out wrong later
 */
record Section(Place place, Map<String, Object> values, Map<String, Place> places, Faults faults) {

	boolean has(String name) {
		return this.values.containsKey(name);
	}

	@Nullable String text(String name) {
		return (String) this.values.get(name);
	}

	String text(String name, String otherwise) {
		String text = text(name);
		return (text != null) ? text : otherwise;
	}

	@Nullable Integer whole(String name) {
		return (Integer) this.values.get(name);
	}

	boolean flag(String name, boolean otherwise) {
		Boolean flag = (Boolean) this.values.get(name);
		return (flag != null) ? flag : otherwise;
	}

	@Nullable Duration span(String name) {
		return (Duration) this.values.get(name);
	}

	@Nullable Section section(String name) {
		return (Section) this.values.get(name);
	}

	@SuppressWarnings("unchecked")
	List<Section> sections(String name) {
		return (List<Section>) this.values.getOrDefault(name, List.of());
	}

	@SuppressWarnings("unchecked")
	List<String> texts(String name) {
		return (List<String>) this.values.getOrDefault(name, List.of());
	}

	@SuppressWarnings("unchecked")
	Optional<List<String>> optionalTexts(String name) {
		return Optional.ofNullable((List<String>) this.values.get(name));
	}

	@SuppressWarnings("unchecked")
	Map<String, Object> map(String name) {
		return (Map<String, Object>) this.values.getOrDefault(name, Map.of());
	}

	/**
	 * Returns where a setting stands, or where the whole group does if it is not set.
	 */
	Place at(String name) {
		return this.places.getOrDefault(name, this.place);
	}

	/**
	 * Returns where a text stands in a list of texts, or where the list does if the text is not in it.
	 */
	Place at(String name, String element) {
		return this.places.getOrDefault(element(name, texts(name).indexOf(element)), at(name));
	}

	/**
	 * Returns by what name {@link #places} has an element of a list.
	 */
	static String element(String name, int index) {
		return name + "[" + index + "]";
	}

	/**
	 * Notes what is wrong with one text of a list.
	 */
	void fault(String name, String element, String message) {
		this.faults.add(at(name, element), message);
	}

	/**
	 * Notes what is wrong with a setting.
	 */
	void fault(String name, String message) {
		this.faults.add(at(name), message);
	}

}
