package org.rollcall.sample;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/**
 * What a district's roster says of the person who is signed in: OneRoster 1.1, asked with
 * the person's own token. The server decides who sees what: a teacher the classes that
 * they teach and who is in them, a student their own classes.
 */
@Component
class Roster {

	/** More would be no page that anybody reads. */
	static final int MOST_CLASSES = 30;

	private final ClassLink classLink;

	Roster(ClassLink classLink) {
		this.classLink = classLink;
	}

	/**
	 * @param withStudents whether to ask who is in each of them
	 */
	List<SchoolClass> classes(String accessToken, boolean withStudents) {
		return list(classLink.oneRoster("/classes?limit=" + MOST_CLASSES + "&sort=title", accessToken), "classes")
			.map((found) -> new SchoolClass(text(found, "title"), text(found, "classCode"),
					withStudents ? students(text(found, "sourcedId"), accessToken) : List.of()))
			.toList();
	}

	private List<String> students(String classId, String accessToken) {
		return list(classLink.oneRoster("/classes/{id}/students?limit=500&sort=familyName", accessToken, classId), "users")
			.map((student) -> text(student, "familyName") + ", " + text(student, "givenName"))
			.sorted((one, other) -> one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT)))
			.toList();
	}

	private static Stream<Map<?, ?>> list(Map<String, Object> answer, String name) {
		return (answer.get(name) instanceof List<?> rows) ? rows.stream().filter(Map.class::isInstance).map((row) -> (Map<?, ?>) row)
				: Stream.empty();
	}

	private static String text(Map<?, ?> row, String field) {
		return Objects.toString(row.get(field), "");
	}

}
