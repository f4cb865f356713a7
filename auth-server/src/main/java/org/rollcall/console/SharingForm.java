package org.rollcall.console;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.rollcall.platform.Parameters;

/**
 * What stands in the form about whose people may use an app.
 *
 * @param all whether the people of every district may
 * @param districts the TenantIds of those that are ticked
 * @param schools what is ticked of each district's schools, by their sourcedIds
 * @param opened whose schools are in the form
 * @param opens whether it was sent to have a district's schools in it
 */
record SharingForm(boolean all, Set<Integer> districts, SortedMap<Integer, SortedSet<String>> schools, Set<Integer> opened, boolean opens) {

	/**
	 * Returns the form of what is stored.
	 * @param all whether the people of every district may
	 * @param tenantId the district whose schools are shown in any case
	 */
	static SharingForm of(SortedMap<Integer, SortedSet<String>> shared, boolean all, int tenantId) {
		Set<Integer> opened = new LinkedHashSet<>(Set.of(tenantId));
		shared.forEach((one, schools) -> {
			if (!schools.isEmpty()) {
				opened.add(one);
			}
		});
		return new SharingForm(all, shared.keySet(), shared, opened, false);
	}

	/**
	 * Returns the form as it was sent. What was not in it stays as it was.
	 */
	static SharingForm of(Parameters sent, SortedMap<Integer, SortedSet<String>> before) {
		Set<Integer> districts = numbers(sent, "district");
		Set<Integer> opened = numbers(sent, "opened");
		SortedMap<Integer, SortedSet<String>> schools = new TreeMap<>(before);
		schools.keySet().removeAll(opened);
		schools.keySet().retainAll(districts);
		for (String school : sent.all("school")) {
			int colon = school.indexOf(':');
			if (colon > 0 && isNumber(school.substring(0, colon))) {
				schools.computeIfAbsent(Integer.valueOf(school.substring(0, colon)), (tenantId) -> new TreeSet<>()).add(school.substring(colon + 1));
			}
		}
		Set<Integer> now = numbers(sent, "open");
		opened.addAll(now);
		districts.addAll(now);
		return new SharingForm(now.isEmpty() && sent.first("with").filter("all"::equals).isPresent(), districts, schools, opened, !now.isEmpty());
	}

	/**
	 * Returns what is ticked of a district's schools; nothing is ticked for the whole district.
	 */
	SortedSet<String> schools(int tenantId) {
		return this.schools.getOrDefault(tenantId, new TreeSet<>());
	}

	private static Set<Integer> numbers(Parameters sent, String name) {
		Set<Integer> numbers = new LinkedHashSet<>();
		sent.all(name).stream().filter(SharingForm::isNumber).map(Integer::valueOf).forEach(numbers::add);
		return numbers;
	}

	private static boolean isNumber(String value) {
		return value.matches("[0-9]{1,9}");
	}

}
