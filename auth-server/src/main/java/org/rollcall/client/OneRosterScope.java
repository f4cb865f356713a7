package org.rollcall.client;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scopes as OneRoster 1.1 and 1.2 name them, for machines (OneRoster 1.2, section 4.3 of its REST bindings). They are other names
 * for our own, but for two, which have no other name than OneRoster's.
 */
public enum OneRosterScope {

	ROSTER_CORE_READONLY("roster-core.readonly", Scope.ROSTER_CORE),

	ROSTER_READONLY("roster.readonly", Scope.ROSTER_READ),

	ROSTER_DEMOGRAPHICS_READONLY("roster-demographics.readonly", Scope.ROSTER_DEMOGRAPHICS_READ),

	RESOURCE_READONLY("resource.readonly", Scope.RESOURCES),

	GRADEBOOK_READONLY("gradebook.readonly", Scope.ROSTER_GRADES_READ),

	GRADEBOOK_CREATEPUT("gradebook.createput", Scope.ROSTER_GRADES_WRITE),

	GRADEBOOK_DELETE("gradebook.delete", Scope.ROSTER_GRADES_WRITE);

	private final String name;

	private final Scope scope;

	OneRosterScope(String name, Scope scope) {
		this.name = name;
		this.scope = scope;
	}

	/**
	 * Returns what it is called here.
	 */
	Scope scope() {
		return this.scope;
	}

	private Stream<String> uris() {
		return Stream.of("v1p1", "v1p2").map((version) -> "https://purl.imsglobal.org/spec/or/" + version + "/scope/" + this.name);
	}

	/**
	 * Returns the scope of which {@code uri} is a name, if there is one.
	 */
	public static Optional<OneRosterScope> of(String uri) {
		return Arrays.stream(values()).filter((scope) -> scope.uris().anyMatch(uri::equals)).findFirst();
	}

	/**
	 * Returns every name of every scope, the two versions of each beside each other.
	 */
	public static Set<String> all() {
		return Arrays.stream(values()).flatMap(OneRosterScope::uris).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Returns whether {@code uri} is one of these names, and stands for nothing that is not granted already.
	 */
	public static boolean isCovered(String uri, Set<String> granted) {
		return of(uri).filter((scope) -> Scope.effective(granted).containsAll(Scope.effective(Set.of(uri)))).isPresent();
	}

}
