package org.rollcall.oneroster;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.client.Scope;
import org.rollcall.directory.Person;
import org.rollcall.directory.Role;
import org.rollcall.roster.query.Narrowing;
import org.rollcall.roster.query.RosterField;
import org.rollcall.roster.query.RosterQueries;
import org.rollcall.roster.query.RosterQuery;
import org.rollcall.roster.query.RosterType;
import org.rollcall.roster.query.Sight;
import org.rollcall.roster.query.Sights;
import org.rollcall.share.RosterShares;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the roster has about the person of an access token (contract, section 1): their record, their classes, and who is in them.
 */
@RestController
@RequestMapping(path = MyRosterController.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
class MyRosterController {

	static final String ROOT = "/v2/oneroster/my";

	/** Nobody has more classes, and no class more people. */
	private static final int MOST = 10_000;

	private static final V1P1 VERSION = new V1P1();

	private final RosterQueries queries;

	private final RosterShares shares;

	private final Sights sights;

	MyRosterController(RosterQueries queries, RosterShares shares, Sights sights) {
		this.queries = queries;
		this.shares = shares;
		this.sights = sights;
	}

	@GetMapping("/info")
	Map<String, Object> info(HttpServletRequest request) {
		Caller caller = Caller.of(request);
		caller.demand(Coverage.of(RosterType.USER), "This path needs");
		Address address = Address.of(request, VERSION);
		return this.queries.one(caller.sight(), RosterType.USER, sourcedId(caller), List.of(), Coverage.fields(RosterType.USER, VERSION, caller))
			.map((row) -> Map.<String, Object>of("user", VERSION.write(RosterType.USER, row, address::href)))
			.orElseThrow(() -> new OneRosterException(CodeMinor.UNKNOWN_OBJECT, "This person is not in the roster that the district shares."));
	}

	@GetMapping("/classes")
	Map<String, Object> classes(HttpServletRequest request) {
		Caller caller = Caller.of(request);
		caller.demand(EnumSet.of(Scope.CLASSES_READONLY, Scope.ROSTER_CLASSES_BASIC), "This path needs");
		return answer("classes", RosterType.CLASS, caller.sight(), List.of(Narrowing.ofUser(sourcedId(caller))),
				Coverage.fields(RosterType.CLASS, VERSION, caller), request);
	}

	/**
	 * Students, and parents, learn who teaches their classes, and no more of them than that.
	 */
	@GetMapping("/classes/{sourcedId}/teachers")
	Map<String, Object> teachers(@PathVariable String sourcedId, HttpServletRequest request) {
		Caller caller = ofClass(sourcedId, request);
		List<Narrowing> teachers = List.of(Narrowing.inClassAs(sourcedId, "teacher"));
		List<RosterField> fields = Coverage.fields(RosterType.USER, VERSION, caller);
		Person person = person(caller);
		if (!Set.of(Role.STUDENT, Role.PARENT).contains(person.role())) {
			return answer("teachers", RosterType.USER, caller.sight(), teachers, fields, request);
		}
		Sight shared = this.sights.ofApp(caller.tenantId(),
				this.shares.find(caller.clientId(), caller.tenantId()).orElseThrow(() -> unknownClass(sourcedId)).schools());
		List<RosterField> basic = fields.stream()
			.filter((field) -> Coverage.of(RosterType.USER, field.name()).contains(Scope.ROSTER_USERS_BASIC))
			.toList();
		return answer("teachers", RosterType.USER, shared, teachers, basic, request);
	}

	@GetMapping("/classes/{sourcedId}/students")
	Map<String, Object> students(@PathVariable String sourcedId, HttpServletRequest request) {
		Caller caller = ofClass(sourcedId, request);
		return answer("students", RosterType.USER, caller.sight(), List.of(Narrowing.inClassAs(sourcedId, "student")),
				Coverage.fields(RosterType.USER, VERSION, caller), request);
	}

	private Caller ofClass(String sourcedId, HttpServletRequest request) {
		Caller caller = Caller.of(request);
		caller.demand(Coverage.of(RosterType.USER), "This path needs");
		if (this.queries.exists(caller.sight(), RosterType.CLASS, sourcedId, List.of(Narrowing.ofUser(sourcedId(caller))))) {
			caller.demand(EnumSet.of(Scope.CLASSES_READONLY, Scope.ROSTER_ENROLLMENTS_BASIC), "This path needs");
			return caller;
		}
		caller.demand(EnumSet.of(Scope.ROSTER_ENROLLMENTS_BASIC), "For a class that is not one's own, this path needs");
		if (!this.queries.exists(caller.sight(), RosterType.CLASS, sourcedId, List.of())) {
			throw unknownClass(sourcedId);
		}
		return caller;
	}

	private static OneRosterException unknownClass(String sourcedId) {
		return new OneRosterException(CodeMinor.UNKNOWN_OBJECT, "There is no class '%s', or it is not to be seen with this access.".formatted(sourcedId));
	}

	private Map<String, Object> answer(String key, RosterType type, Sight sight, List<Narrowing> narrowings, List<RosterField> fields,
			HttpServletRequest request) {
		Address address = Address.of(request, VERSION);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put(key, this.queries.page(sight, new RosterQuery(type, narrowings, null, List.of(), fields, MOST, 0, null))
			.rows()
			.stream()
			.map((row) -> VERSION.write(type, row, address::href))
			.toList());
		return body;
	}

	private static Person person(Caller caller) {
		return Objects.requireNonNull(caller.person());
	}

	/** Who is not in the roster has none, and nobody has this one. */
	private static String sourcedId(Caller caller) {
		return Optional.ofNullable(person(caller).sourcedId()).orElse("");
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> refuse(OneRosterException problem) {
		return ResponseEntity.status(problem.status())
			.contentType(MediaType.APPLICATION_JSON)
			.header(HttpHeaders.CACHE_CONTROL, "no-store")
			.body(Map.of("message", problem.description()));
	}

}
