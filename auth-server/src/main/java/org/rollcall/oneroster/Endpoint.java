package org.rollcall.oneroster;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Scope;
import org.rollcall.roster.query.Narrowing;
import org.rollcall.roster.query.RosterType;

/**
 * A path of OneRoster, and what it answers with.
 *
 * @param pattern behind the version's root, with the names of its variables
 * @param variable the variable that names the one thing that is asked for; {@code null} for a collection
 * @param within what the path says that it is in, each of which must be there
 * @param narrowings what the path leaves of the type, by the values of its variables
 * @param scopes of each of these sets a scope is needed
 */
record Endpoint(String pattern, RosterType type, @Nullable String variable, List<Within> within,
		List<Function<Map<String, String>, Narrowing>> narrowings, List<Set<Scope>> scopes) {

	private static final Set<Scope> MEMBERSHIP = EnumSet.of(Scope.ROSTER_ENROLLMENTS_BASIC);

	/**
	 * Something that the path goes through.
	 */
	record Within(RosterType type, String variable, List<Narrowing> narrowings) {

	}

	static Endpoint all(String pattern, RosterType type) {
		return new Endpoint(pattern, type, null, List.of(), List.of(), List.of(Coverage.of(type)));
	}

	static Endpoint one(String pattern, RosterType type) {
		return new Endpoint(pattern, type, "id", List.of(), List.of(), List.of(Coverage.of(type)));
	}

	/** It answers with this part of the type only. */
	Endpoint that(Narrowing narrowing) {
		return with((variables) -> narrowing);
	}

	/** It answers with what stands in this relation to the variable. */
	Endpoint by(String variable, Function<String, Narrowing> relation) {
		return with((variables) -> relation.apply(variables.get(variable)));
	}

	private Endpoint with(Function<Map<String, String>, Narrowing> narrowing) {
		List<Function<Map<String, String>, Narrowing>> narrowings = new ArrayList<>(this.narrowings);
		narrowings.add(narrowing);
		return new Endpoint(this.pattern, this.type, this.variable, this.within, List.copyOf(narrowings), this.scopes);
	}

	/** The path goes through something, which must be there. */
	Endpoint in(RosterType type, String variable, Narrowing... narrowings) {
		List<Within> within = new ArrayList<>(this.within);
		within.add(new Within(type, variable, List.of(narrowings)));
		return new Endpoint(this.pattern, this.type, this.variable, List.copyOf(within), this.narrowings, this.scopes);
	}

	/** These scopes open it, and no others. */
	Endpoint forAny(Set<Scope> scopes) {
		return new Endpoint(this.pattern, this.type, this.variable, this.within, this.narrowings, List.of(scopes));
	}

	/** It tells who is where, which is more than who is there. */
	Endpoint tellingWhoIsWhere() {
		List<Set<Scope>> scopes = new ArrayList<>(this.scopes);
		scopes.add(MEMBERSHIP);
		return new Endpoint(this.pattern, this.type, this.variable, this.within, this.narrowings, List.copyOf(scopes));
	}

	boolean isCollection() {
		return this.variable == null;
	}

	List<Narrowing> narrowings(Map<String, String> variables) {
		return this.narrowings.stream().map((narrowing) -> narrowing.apply(variables)).toList();
	}

}
