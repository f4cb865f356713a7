package org.rollcall.admin;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.client.ClientNames;
import org.rollcall.config.Requests;
import org.rollcall.config.RosterShareItems;
import org.rollcall.directory.District;
import org.rollcall.roster.RosterLookup;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Which apps see a district's roster. Bearer and secret stand in the answer to who shares anew or renews, and in no other; and as with
 * them everybody's records are read, only for who reads these anyway.
 */
@RestController
@RequestMapping("/admin/v1/rosters/{district}/shares")
class RosterSharesController {

	private final Reachable reachable;

	private final RosterShareItems items;

	private final RosterShares shares;

	private final ClientNames names;

	private final RosterLookup roster;

	private final Versions versions;

	RosterSharesController(Reachable reachable, RosterShareItems items, RosterShares shares, ClientNames names, RosterLookup roster,
			Versions versions) {
		this.reachable = reachable;
		this.items = items;
		this.shares = shares;
		this.names = names;
		this.roster = roster;
		this.versions = versions;
	}

	@GetMapping
	@Described(value = "Read which apps see a district’s roster", list = true)
	List<Map<String, Object>> all(@PathVariable String district) {
		return this.items.all(this.reachable.district(district));
	}

	@GetMapping("/{clientId}")
	@Described("Read what an app sees of a district’s roster")
	ResponseEntity<Map<String, Object>> find(@PathVariable String district, @PathVariable String clientId) {
		District known = this.reachable.district(district);
		return this.versions.answer(HttpStatus.OK, this.items.find(known, clientId).orElseThrow(() -> none(known)));
	}

	@PutMapping("/{clientId}")
	@Described(value = "Share a district’s roster with an app, or change what is shared; a new share’s bearer and secret are told to who has people.read",
			takes = "roster-shares")
	ResponseEntity<Map<String, Object>> put(@PathVariable String district, @PathVariable String clientId,
			@RequestBody(required = false) @Nullable String body,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		District known = this.reachable.district(district);
		Optional<RosterShare> before = this.shares.find(clientId, known.tenantId());
		if (before.isEmpty() && !mayMeet(known, clientId)) {
			throw new UnknownItemException("There is no app with the client id '" + clientId + "'.");
		}
		String item = (body != null) ? body : "";
		checkSchools(known, this.items.schools(known, clientId, item), before.map(RosterShare::schools).orElse(Set.of()));
		return this.versions.answer(HttpStatus.OK, this.versions.change(ifMatch, name(known, clientId),
				() -> this.items.find(known, clientId), () -> this.items.put(known, clientId, item, mayKnowSecrets())));
	}

	@PostMapping(path = "/{clientId}/renew", consumes = MediaType.ALL_VALUE)
	@Described(value = "Give an app another bearer and another secret for a district’s roster; they are told to who has people.read", status = 200)
	ResponseEntity<Map<String, Object>> renew(@PathVariable String district, @PathVariable String clientId) {
		District known = this.reachable.district(district);
		return this.versions.answer(HttpStatus.OK, this.items.renew(known, clientId, mayKnowSecrets()).orElseThrow(() -> none(known)));
	}

	@DeleteMapping("/{clientId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Described("Share a district’s roster with an app no more")
	void end(@PathVariable String district, @PathVariable String clientId,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		District known = this.reachable.district(district);
		boolean ended = this.versions.change(ifMatch, name(known, clientId), () -> this.items.find(known, clientId),
				() -> this.shares.end(known.tenantId(), clientId));
		if (!ended) {
			throw none(known);
		}
	}

	private static boolean mayKnowSecrets() {
		return Caller.current().has(ApiKeyScope.PEOPLE.read());
	}

	/**
	 * Whoever writes for one district learns nothing of apps that its people do not meet.
	 */
	private boolean mayMeet(District district, String clientId) {
		List<ClientNames.ClientName> known = (Caller.current().tenantId() != null) ? this.names.of(district.tenantId())
				: this.names.find(List.of(clientId));
		return known.stream().anyMatch((app) -> app.clientId().equals(clientId));
	}

	/**
	 * A school that is shared already may stay after the roster lost it.
	 */
	private void checkSchools(District district, List<String> schools, Set<String> before) {
		Set<String> known = new HashSet<>(before);
		this.roster.schools(district.tenantId()).forEach((school) -> known.add(school.sourcedId()));
		schools.stream().filter((school) -> !known.contains(school)).findFirst().ifPresent((school) -> {
			throw Requests.refusal("schools", "The district '" + district.customUrl() + "' has no school '" + school + "'.");
		});
	}

	private static String name(District district, String clientId) {
		return "roster share " + district.customUrl() + "/" + clientId;
	}

	private static UnknownItemException none(District district) {
		return new UnknownItemException("The district '" + district.customUrl() + "' shares its roster with no such app.");
	}

}
