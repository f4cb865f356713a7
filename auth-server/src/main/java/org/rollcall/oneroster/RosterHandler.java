package org.rollcall.oneroster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;


import org.rollcall.roster.query.InvalidFilterException;
import org.rollcall.roster.query.Narrowing;
import org.rollcall.roster.query.RosterPage;
import org.rollcall.roster.query.RosterQueries;
import org.rollcall.roster.query.RosterQuery;
import org.rollcall.roster.query.RosterType;
import org.rollcall.roster.query.UnknownFieldException;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers the requests of an {@link Endpoint}.
 */
@Component
class RosterHandler {

	private final RosterQueries queries;

	RosterHandler(RosterQueries queries) {
		this.queries = queries;
	}

	ServerResponse handle(ServerRequest request, Endpoint endpoint, Version version) {
		Caller caller = Caller.of(request.servletRequest());
		endpoint.scopes().forEach((scopes) -> caller.demand(scopes, "This path needs"));
		Map<String, String> variables = OpaqueIds.of(request);
		demandThere(caller, variables, endpoint.within());
		Address address = Address.of(request.servletRequest(), version);
		List<Narrowing> narrowings = endpoint.narrowings(variables);
		return endpoint.isCollection() ? collection(request, endpoint, version, caller, address, narrowings)
				: one(request, endpoint, version, caller, address, narrowings);
	}

	private ServerResponse collection(ServerRequest request, Endpoint endpoint, Version version, Caller caller, Address address,
			List<Narrowing> narrowings) {
		CollectionRequest collection = new CollectionRequest(endpoint.type(), version, caller, request.params());
		RosterPage page = page(caller, collection.query(narrowings));
		List<Map<String, Object>> written = page.rows().stream().map((row) -> collection.write(row, address)).toList();
		return answer()
			.header("x-count", Integer.toString(written.size()))
			.header("x-total-count", Long.toString(page.total()))
			.header("Link", collection.links(address, page))
			.body(Map.of(endpoint.type().plural(), written));
	}

	/**
	 * Answers with a collection of what no roster has.
	 */
	ServerResponse none(ServerRequest request, String plural, Endpoint.Within... within) {
		Caller caller = Caller.of(request.servletRequest());
		caller.demand(Coverage.of(RosterType.RESULT), "This path needs");
		demandThere(caller, OpaqueIds.of(request), List.of(within));
		return answer().header("x-count", "0").header("x-total-count", "0").body(Map.of(plural, List.of()));
	}

	private void demandThere(Caller caller, Map<String, String> variables, List<Endpoint.Within> all) {
		for (Endpoint.Within within : all) {
			String id = variables.get(within.variable());
			List<Narrowing> narrowings = new ArrayList<>(within.narrowings());
			if (within.type() == RosterType.CLASS && variables.containsKey("school")) {
				// A class in a school's path is that school's.
				narrowings.add(Narrowing.ofSchool(variables.get("school")));
			}
			if (!this.queries.exists(caller.sight(), within.type(), id, narrowings)) {
				throw unknown(within.variable(), id);
			}
		}
	}

	private RosterPage page(Caller caller, RosterQuery query) {
		try {
			return this.queries.page(caller.sight(), query);
		}
		catch (InvalidFilterException ex) {
			throw new OneRosterException(CodeMinor.INVALID_FILTER_FIELD, "The filter is not valid: " + ex.getMessage() + ".");
		}
		catch (UnknownFieldException ex) {
			boolean sort = query.orders().stream().anyMatch((order) -> order.field().equals(ex.field()));
			throw new OneRosterException(sort ? CodeMinor.INVALID_SORT_FIELD : CodeMinor.INVALID_FILTER_FIELD, sort
					? "%s cannot be sorted by %s.".formatted(query.type().plural(), ex.field()) : ex.getMessage() + ".");
		}
	}

	private ServerResponse one(ServerRequest request, Endpoint endpoint, Version version, Caller caller, Address address,
			List<Narrowing> narrowings) {
		String id = OpaqueIds.of(request, String.valueOf(endpoint.variable()));
		Optional<String> selection = request.params().getOrDefault("fields", List.of()).stream().findFirst();
		return this.queries
			.one(caller.sight(), endpoint.type(), id, narrowings, CollectionRequest.selected(endpoint.type(), version, caller, selection))
			.map((row) -> answer()
				.body(Map.of(endpoint.type().singular(), CollectionRequest.write(endpoint.type(), version, row, address, selection))))
			.orElseThrow(() -> unknown(endpoint.type().singular(), id));
	}

	private static ServerResponse.BodyBuilder answer() {
		return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).header("Cache-Control", "no-store");
	}

	static OneRosterException unknown(String what, String id) {
		return new OneRosterException(CodeMinor.UNKNOWN_OBJECT, "There is no %s '%s', or it is not to be seen with this access.".formatted(what, id));
	}

}
