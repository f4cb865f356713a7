package org.rollcall.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.rollcall.administrator.ConsentDecisions;
import org.rollcall.client.AppSharing;
import org.rollcall.client.Apps;
import org.rollcall.client.ClientOwners;
import org.rollcall.consent.ConsentPolicies;
import org.rollcall.directory.District;
import org.rollcall.directory.DistrictRefusedException;
import org.rollcall.directory.DistrictRegistration;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Organization;
import org.rollcall.directory.Organizations;
import org.rollcall.directory.Role;
import org.rollcall.password.PasswordRules;
import org.rollcall.roster.Rosters;
import org.rollcall.session.SessionLifetimes;
import org.rollcall.tile.Tiles;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code districts}, without their rosters.
 */
@Component
@Order(1)
class DistrictPart implements Part {

	private static final String KIND = "district";

	private static final String SESSION_LIFETIME = "sessionLifetime";

	private static final String LIMIT_STUDENTS = "limitStudents";

	private final Districts districts;

	private final Organizations organizations;

	private final Rosters rosters;

	private final Tiles tiles;

	private final RosterPart rosterPart;

	private final SessionLifetimes lifetimes;

	private final PasswordRules passwordRules;

	private final ClientOwners owners;

	private final Apps apps;

	private final AppSharing sharing;

	private final ConsentDecisions decisions;

	private final ConsentPolicies policies;

	DistrictPart(Districts districts, Organizations organizations, Rosters rosters, Tiles tiles, RosterPart rosterPart,
			SessionLifetimes lifetimes, PasswordRules passwordRules, ClientOwners owners, Apps apps, AppSharing sharing,
			ConsentDecisions decisions, ConsentPolicies policies) {
		this.districts = districts;
		this.organizations = organizations;
		this.rosters = rosters;
		this.tiles = tiles;
		this.rosterPart = rosterPart;
		this.lifetimes = lifetimes;
		this.passwordRules = passwordRules;
		this.owners = owners;
		this.apps = apps;
		this.sharing = sharing;
		this.decisions = decisions;
		this.policies = policies;
	}

	@Override
	public String list() {
		return "districts";
	}

	@Override
	public void apply(List<Section> items, ConfigDocument document, Changes changes) {
		refuseDoubles(items);
		document.faults().throwIfAny();
		for (Section item : items) {
			Optional<District> before = this.districts.findByCustomUrl(item.text("customUrl", ""));
			DistrictRegistration registration = registration(item, before);
			Optional<District> holder = this.districts.findByTenantId(registration.tenantId());
			if (before.isEmpty() && holder.isPresent()) {
				item.fault("tenantId", "The TenantId " + registration.tenantId() + " is that of '" + holder.get().customUrl() + "'.");
				continue;
			}
			if (before.isPresent() && before.get().tenantId() != registration.tenantId()) {
				item.fault("tenantId", "The district '" + registration.customUrl() + "' has the TenantId " + before.get().tenantId()
						+ ", which never changes.");
				continue;
			}
			apply(item, registration, changes);
		}
		document.faults().throwIfAny();
		items.forEach((item) -> this.rosterPart.apply(item, document, changes));
		if (document.root().sections(PolicyPart.LIST).isEmpty()) {
			limitStudents(items, changes);
		}
	}

	/**
	 * Says of whose students apps get no more than was granted, as far as the items say so.
	 */
	void limitStudents(List<Section> items, Changes changes) {
		for (Section item : items) {
			String customUrl = item.text("customUrl", "");
			Optional<District> district = this.districts.findByCustomUrl(customUrl).filter((known) -> item.has(LIMIT_STUDENTS));
			boolean changed = district.isPresent()
					&& this.decisions.limitStudents(district.get().tenantId(), item.flag(LIMIT_STUDENTS, false));
			if (changed && changes.all().stream().noneMatch((change) -> change.kind().equals(KIND) && change.name().equals(customUrl))) {
				changes.updated(KIND, customUrl);
			}
		}
	}

	private void apply(Section item, DistrictRegistration registration, Changes changes) {
		int tenantId = registration.tenantId();
		Optional<District> before = this.districts.findByTenantId(tenantId);
		Organization organized = this.organizations.find(tenantId);
		Organization organization = organization(item);
		boolean same = before.map((district) -> district.equals(district(registration))).orElse(false)
				&& organized.buildings().containsAll(organization.buildings())
				&& organized.profiles().entrySet().containsAll(organization.profiles().entrySet())
				&& organized.groups().containsAll(organization.groups());
		if (!same) {
			try {
				this.districts.register(registration);
			}
			catch (DistrictRefusedException ex) {
				item.fault("customUrl", ex.getMessage() + ".");
				return;
			}
			this.organizations.add(tenantId, organization);
		}
		boolean decided = decide(item, registration);
		if (before.isEmpty()) {
			changes.created(KIND, registration.customUrl());
		}
		else if (!same || decided) {
			changes.updated(KIND, registration.customUrl());
		}
	}

	/**
	 * What people decide in the console stays as it is unless the item says otherwise.
	 * @return whether something changed
	 */
	private boolean decide(Section item, DistrictRegistration registration) {
		int tenantId = registration.tenantId();
		boolean changed = false;
		String color = item.text("color");
		if (color != null && !color.equals(this.districts.colour(tenantId).orElse(null))) {
			this.districts.change(tenantId, registration.name(), registration.customUrl(), color);
			changed = true;
		}
		Duration lifetime = item.span(SESSION_LIFETIME);
		if (lifetime != null && (lifetime.compareTo(SessionLifetimes.SHORTEST) < 0 || lifetime.compareTo(SessionLifetimes.LONGEST) > 0)) {
			item.fault(SESSION_LIFETIME, "A sign-in lasts between 15 minutes and 30 days.");
		}
		else if (lifetime != null && !lifetime.equals(this.lifetimes.of(tenantId).orElse(null))) {
			this.lifetimes.decide(tenantId, lifetime);
			changed = true;
		}
		Integer shortest = item.whole("shortestPassword");
		if (shortest != null && shortest != this.passwordRules.shortest(tenantId)) {
			this.passwordRules.decide(tenantId, shortest);
			changed = true;
		}
		return changed;
	}

	private void refuseDoubles(List<Section> items) {
		Map<String, Section> byCustomUrl = new HashMap<>();
		Map<Integer, Section> byTenantId = new HashMap<>();
		for (Section item : items) {
			Section other = byCustomUrl.putIfAbsent(item.text("customUrl", ""), item);
			if (other != null) {
				item.fault("customUrl", "The district '" + item.text("customUrl") + "' stands here twice; the first is in line "
						+ other.at("customUrl").line() + ".");
			}
			Integer tenantId = item.whole("tenantId");
			Section same = (tenantId != null) ? byTenantId.putIfAbsent(tenantId, item) : null;
			if (same != null) {
				item.fault("tenantId", "The TenantId " + tenantId + " is already that of '" + same.text("customUrl") + "' in line "
						+ same.at("tenantId").line() + ".");
			}
			List<String> profiles = item.sections("profiles").stream().map((profile) -> profile.text("name", "")).toList();
			for (Section profile : item.sections("profiles")) {
				String name = profile.text("name", "");
				if (profiles.indexOf(name) != profiles.lastIndexOf(name)) {
					profile.fault("name", "The profile '" + name + "' stands here twice.");
				}
				if (isRole(name) && !name.equals(profile.text("role"))) {
					profile.fault("role", "The profile '" + name + "' gives the role of that name, and no other.");
				}
			}
		}
	}

	private static boolean isRole(String name) {
		for (Role role : Role.values()) {
			if (role.value().equals(name)) {
				return true;
			}
		}
		return false;
	}

	private DistrictRegistration registration(Section item, Optional<District> before) {
		Integer tenantId = item.whole("tenantId");
		String name = item.text("name", "");
		List<Section> buildings = item.sections("buildings");
		return new DistrictRegistration(
				(tenantId != null) ? tenantId : before.map(District::tenantId).orElseGet(this.districts::nextTenantId),
				item.text("customUrl", ""), name, Optional.ofNullable(item.whole("stateId")).orElse(0),
				item.text("stateName", ""), item.text("ncesId", ""), item.text("ncesName", ""),
				before.map((district) -> this.organizations.find(district.tenantId()).buildings().getFirst())
					.orElseGet(() -> buildings.isEmpty() ? name : buildings.getFirst().text("name", name)));
	}

	private static District district(DistrictRegistration registration) {
		return new District(registration.tenantId(), registration.customUrl(), registration.name(), registration.stateId(),
				registration.stateName(), registration.ncesId(), registration.ncesName());
	}

	private static Organization organization(Section item) {
		List<String> buildings = new ArrayList<>(
				item.sections("buildings").stream().map((building) -> building.text("name", "")).distinct().toList());
		if (buildings.isEmpty()) {
			buildings.add(item.text("name", ""));
		}
		SortedMap<String, Role> profiles = new TreeMap<>();
		for (Role role : Role.values()) {
			profiles.put(role.value(), role);
		}
		item.sections("profiles")
			.forEach((profile) -> profiles.put(profile.text("name", ""), Role.of(profile.text("role", ""))));
		return new Organization(buildings, profiles,
				new TreeSet<>(item.sections("groups").stream().map((group) -> group.text("name", "")).toList()));
	}

	@Override
	public void removeOthers(List<Section> items, ConfigDocument document, Changes changes) {
		Map<String, Section> named = new HashMap<>();
		items.forEach((item) -> named.put(item.text("customUrl", ""), item));
		for (District district : this.districts.all()) {
			Section item = named.get(district.customUrl());
			if (item == null) {
				remove(district);
				changes.removed(KIND, district.customUrl());
			}
			else if (!item.has("roster") && !this.rosters.rows(district.tenantId()).isEmpty()) {
				this.rosters.remove(district.tenantId());
				this.organizations.forgetRoster(district.tenantId());
				changes.removed("roster", district.customUrl());
			}
		}
	}

	/**
	 * Removes the buildings, profiles and groups that the items do not name, once nobody is in them any more.
	 */
	void tidy(List<Section> items, Changes changes) {
		for (Section item : items) {
			District district = this.districts.findByCustomUrl(item.text("customUrl", "")).orElseThrow();
			Organization organized = this.organizations.find(district.tenantId());
			this.organizations.removeOthers(district.tenantId(), organization(item));
			if (!this.organizations.find(district.tenantId()).equals(organized)) {
				changes.updated(KIND, district.customUrl());
			}
		}
	}

	/**
	 * Its apps go with it, and no other app is for more people afterwards than before.
	 */
	void remove(District district) {
		this.owners.of(district.tenantId()).stream().sorted().forEach(this.apps::remove);
		this.sharing.forget(district.tenantId());
		this.tiles.of(district.tenantId()).forEach((tile) -> this.tiles.remove(district.tenantId(), tile.name()));
		this.rosters.remove(district.tenantId());
		this.organizations.removeDistrict(district.tenantId());
	}

	@Override
	public List<Map<String, Object>> export() {
		return this.districts.all().stream().map(this::export).toList();
	}

	private Map<String, Object> export(District district) {
		Map<String, Object> item = describe(district);
		this.rosterPart.export(district, item);
		return item;
	}

	/**
	 * Returns a district without its roster.
	 */
	Map<String, Object> describe(District district) {
		Organization organization = this.organizations.find(district.tenantId());
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("customUrl", district.customUrl());
		item.put("tenantId", district.tenantId());
		item.put("name", district.name());
		item.put("stateId", district.stateId());
		item.put("stateName", district.stateName());
		item.put("ncesId", district.ncesId());
		item.put("ncesName", district.ncesName());
		item.put("buildings", organization.buildings().stream().map((name) -> Map.of("name", name)).toList());
		List<Map<String, Object>> profiles = organization.profiles()
			.entrySet()
			.stream()
			.filter((profile) -> !isRole(profile.getKey()))
			.map((profile) -> Kinds.ordered("name", profile.getKey(), "role", profile.getValue().value()))
			.toList();
		if (!profiles.isEmpty()) {
			item.put("profiles", profiles);
		}
		this.districts.colour(district.tenantId()).ifPresent((color) -> item.put("color", color));
		this.lifetimes.of(district.tenantId()).ifPresent((lifetime) -> item.put(SESSION_LIFETIME, ClientPart.text(lifetime)));
		int shortest = this.passwordRules.shortest(district.tenantId());
		if (shortest != PasswordRules.STANDARD) {
			item.put("shortestPassword", shortest);
		}
		if (this.policies.areStudentsLimited(district.tenantId())) {
			item.put(LIMIT_STUDENTS, true);
		}
		if (!organization.groups().isEmpty()) {
			item.put("groups", organization.groups().stream().map((name) -> Map.of("name", name)).toList());
		}
		return item;
	}

}
