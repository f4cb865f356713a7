package org.rollcall.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrators;
import org.rollcall.client.App;
import org.rollcall.client.AppSharing;
import org.rollcall.client.StaleAppException;
import org.rollcall.config.Requests;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Person;
import org.rollcall.roster.RosterLookup;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whose people may use an app, and who looks after it. A key of a district decides about that district only.
 */
@RestController
@RequestMapping("/admin/v1/clients/{clientId}")
class ClientSharingController {

	private final Reachable reachable;

	private final AppSharing sharing;

	private final Districts districts;

	private final RosterLookup roster;

	private final Administrators administrators;

	private final Versions versions;

	ClientSharingController(Reachable reachable, AppSharing sharing, Districts districts, RosterLookup roster, Administrators administrators,
			Versions versions) {
		this.reachable = reachable;
		this.sharing = sharing;
		this.districts = districts;
		this.roster = roster;
		this.administrators = administrators;
		this.versions = versions;
	}

	@GetMapping("/sharing")
	@Described("Read whose people may use an app; no district is everybody")
	ResponseEntity<Map<String, Object>> find(@PathVariable String clientId) {
		return this.versions.answer(HttpStatus.OK, item(this.reachable.app(clientId)));
	}

	@PutMapping("/sharing")
	@Described(value = "Say whose people may use an app", takes = "sharing")
	ResponseEntity<Map<String, Object>> share(@PathVariable String clientId, @RequestBody(required = false) @Nullable String body,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		App app = this.reachable.app(clientId);
		SortedMap<Integer, SortedSet<String>> wanted = wanted((body != null) ? body : "");
		return this.versions.answer(HttpStatus.OK,
				this.versions.change(ifMatch, "sharing of " + clientId, () -> Optional.of(item(app)), () -> {
					share(clientId, wanted);
					return item(app);
				}));
	}

	private void share(String clientId, SortedMap<Integer, SortedSet<String>> wanted) {
		SortedMap<Integer, SortedSet<String>> before = this.sharing.of(clientId);
		checkOwnDistrictOnly(before, wanted);
		try {
			this.sharing.share(clientId, wanted, AppSharing.version(before));
		}
		catch (StaleAppException ex) {
			throw new RefusedByStateException("same-moment", "Somebody else changed the same at the same moment; look, and try again.");
		}
	}

	private SortedMap<Integer, SortedSet<String>> wanted(String body) {
		SortedMap<Integer, SortedSet<String>> wanted = new TreeMap<>();
		for (Object one : (List<?>) Requests.read("sharing", body).get("districts")) {
			Map<?, ?> item = (Map<?, ?>) one;
			String customUrl = String.valueOf(item.get("district"));
			boolean reached = Caller.current().reaches(customUrl);
			District district = this.districts.findByCustomUrl(customUrl)
				.orElseThrow(() -> reached ? Requests.refusal("districts", "There is no district '" + customUrl + "'.") : beyond());
			Set<String> known = this.roster.schools(district.tenantId())
				.stream()
				.map(RosterLookup.School::sourcedId)
				.collect(Collectors.toSet());
			SortedSet<String> schools = new TreeSet<>();
			if (item.get("schools") instanceof List<?> list) {
				list.forEach((school) -> schools.add(String.valueOf(school)));
			}
			schools.stream().filter((school) -> reached && !known.contains(school)).findFirst().ifPresent((school) -> {
				throw Requests.refusal("districts", "The district '" + customUrl + "' has no school '" + school + "'.");
			});
			wanted.put(district.tenantId(), schools);
		}
		return wanted;
	}

	/**
	 * A district that is not in reach is neither taken in nor left out.
	 */
	private static void checkOwnDistrictOnly(Map<Integer, SortedSet<String>> before, Map<Integer, SortedSet<String>> wanted) {
		Integer only = Caller.current().tenantId();
		if (only == null) {
			return;
		}
		Map<Integer, SortedSet<String>> others = new TreeMap<>(before);
		others.remove(only);
		Map<Integer, SortedSet<String>> wantedOthers = new TreeMap<>(wanted);
		wantedOthers.remove(only);
		if (!others.equals(wantedOthers) || wanted.isEmpty() && !before.isEmpty()) {
			throw beyond();
		}
	}

	/** The same for a district that there is and for one that there is not. */
	private static BeyondReachException beyond() {
		return new BeyondReachException("This " + Caller.current().what() + " reaches the district '" + Caller.current().district()
				+ "' only: for other districts, the app has to stay as it is.");
	}

	@GetMapping("/developers")
	@Described(value = "Read who looks after an app", list = true)
	List<Integer> developers(@PathVariable String clientId) {
		return this.sharing.developers(this.reachable.app(clientId).clientId());
	}

	/**
	 * Whoever looks after an app becomes an app developer by it.
	 */
	@PutMapping("/developers/{userId:\\d{1,9}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Described(value = "Have a person look after an app", status = 204)
	void name(@PathVariable String clientId, @PathVariable int userId) {
		App app = this.reachable.changeable(clientId);
		Person person = this.reachable.person(userId);
		if (!person.active()) {
			throw new RefusedByStateException("inactive", "This person cannot sign in: activate them first.");
		}
		this.administrators.grantForApp(userId);
		this.sharing.name(app.clientId(), userId, true);
	}

	@DeleteMapping("/developers/{userId:\\d{1,9}}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Described("Have a person look after an app no more")
	void remove(@PathVariable String clientId, @PathVariable int userId) {
		App app = this.reachable.app(clientId);
		if (!this.sharing.developers(app.clientId()).contains(userId)) {
			throw new UnknownItemException("Nobody with the UserId " + userId + " looks after this app.");
		}
		this.sharing.name(app.clientId(), userId, false);
		if (!this.sharing.isDeveloper(userId)) {
			this.administrators.endForApp(userId);
		}
	}

	private Map<String, Object> item(App app) {
		List<Map<String, Object>> shared = new ArrayList<>();
		this.sharing.of(app.clientId()).forEach((tenantId, schools) -> this.districts.findByTenantId(tenantId).ifPresent((district) -> {
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("district", district.customUrl());
			if (!schools.isEmpty()) {
				one.put("schools", List.copyOf(schools));
			}
			shared.add(one);
		}));
		return Map.of("districts", shared);
	}

}
