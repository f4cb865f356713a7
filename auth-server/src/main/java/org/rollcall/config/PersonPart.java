package org.rollcall.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Organization;
import org.rollcall.directory.Organizations;
import org.rollcall.directory.PersonRegistration;
import org.rollcall.directory.RegisteredPerson;
import org.rollcall.directory.Registrar;
import org.rollcall.directory.Role;
import org.rollcall.password.Passwords;
import org.rollcall.platform.NearestName;
import org.rollcall.platform.PlainText;
import org.rollcall.session.OpenSessions;
import org.rollcall.token.OpenGrants;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code people}: those whom no roster brings, and what is known of the others besides their roster.
 */
@Component
@Order(2)
class PersonPart implements Part {

	private static final String KIND = "person";

	/** From here on it is cheaper to read a whole district at once. */
	private static final int MANY = 20;

	private final Districts districts;

	private final DistrictReferences districtReferences;

	private final Organizations organizations;

	private final Registrar registrar;

	private final Passwords passwords;

	private final RosterPart rosterPart;

	private final OpenSessions sessions;

	private final OpenGrants grants;

	PersonPart(Districts districts, DistrictReferences districtReferences, Organizations organizations, Registrar registrar,
			Passwords passwords, RosterPart rosterPart, OpenSessions sessions, OpenGrants grants) {
		this.districts = districts;
		this.districtReferences = districtReferences;
		this.organizations = organizations;
		this.registrar = registrar;
		this.passwords = passwords;
		this.rosterPart = rosterPart;
		this.sessions = sessions;
		this.grants = grants;
	}

	@Override
	public String list() {
		return "people";
	}

	@Override
	public void apply(List<Section> items, ConfigDocument document, Changes changes) {
		Register register = new Register(items.size() >= MANY);
		PasswordHashes hashes = new PasswordHashes(this.passwords);
		Map<String, Section> seen = new HashMap<>();
		List<Parent> parents = new ArrayList<>();
		for (Section item : items) {
			Optional<District> district = this.districtReferences.of(item);
			if (district.isEmpty()) {
				continue;
			}
			String name = district.get().customUrl() + "/" + item.text("loginId");
			Section other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), item);
			if (other != null) {
				item.fault("loginId", "'" + item.text("loginId") + "' stands here twice; the first is in line "
						+ other.at("loginId").line() + ".");
				continue;
			}
			if (item.has("students")) {
				boolean isNew = register.find(district.get(), item).isEmpty();
				parents.add(new Parent(item, district.get(), isNew));
				if (isNew) {
					apply(withoutStudents(item), district.get(), Optional.empty(), register, hashes, changes);
				}
				continue;
			}
			apply(item, district.get(), register.find(district.get(), item), register, hashes, changes);
		}
		for (Parent parent : parents) {
			this.registrar.find(parent.district().tenantId(), parent.item().text("loginId", ""))
				.ifPresent((person) -> apply(parent.item(), parent.district(), Optional.of(person), register, hashes,
						parent.isNew() ? new Changes() : changes));
		}
	}

	/** The children may come later, and have children of their own. */
	private static Section withoutStudents(Section item) {
		Section alone = new Section(item.place(), new HashMap<>(item.values()), item.places(), item.faults());
		alone.values().remove("students");
		return alone;
	}

	private void apply(Section item, District district, Optional<RegisteredPerson> before, Register register,
			PasswordHashes hashes, Changes changes) {
		int tenantId = district.tenantId();
		Organization organization = register.organization(tenantId);
		Optional<PersonRegistration> wanted = before.filter(RegisteredPerson::rostered)
			.map((person) -> ofRostered(item, person, organization, hashes))
			.orElseGet(() -> ofRegistered(item, district, before, organization, hashes));
		if (wanted.isEmpty() || !fits(item, district, before, wanted.get())) {
			return;
		}
		String name = district.customUrl() + "/" + wanted.get().loginId();
		if (before.isEmpty()) {
			this.registrar.register(tenantId, item.whole("userId"), wanted.get());
			changes.created(KIND, name);
		}
		else if (!before.get().registration().equals(wanted.get())) {
			this.registrar.change(before.get(), wanted.get());
			if (isOut(before.get().registration(), wanted.get())) {
				this.sessions.end(before.get().userId(), null);
				this.grants.revoke(before.get().userId(), null, true);
			}
			changes.updated(KIND, name);
		}
	}

	/**
	 * As in the console: what was begun with the old password, or before somebody was kept out, ends with that.
	 */
	private static boolean isOut(PersonRegistration before, PersonRegistration after) {
		return before.active() && !after.active()
				|| before.passwordHash() != null && !before.passwordHash().equals(after.passwordHash());
	}

	private Optional<PersonRegistration> ofRegistered(Section item, District district, Optional<RegisteredPerson> before,
			Organization organization, PasswordHashes hashes) {
		String profile = profile(item, organization);
		String building = building(item, organization);
		if (profile == null || building == null || !hasGroups(item, organization)) {
			return Optional.empty();
		}
		String loginId = item.text("loginId", "");
		String firstName = item.text("firstName", NameParts.of(loginId).first());
		String lastName = item.text("lastName", NameParts.of(loginId).last().orElse(profile));
		String hash = hashes.of(item, before.map((person) -> person.registration().passwordHash()).orElse(null)).orElse(null);
		return Optional.of(new PersonRegistration(loginId, building, profile, firstName, item.text("middleName"), lastName,
				item.text("displayName", firstName + " " + lastName), item.text("email"), item.text("imagePath", ""),
				item.text("sourcedId"), item.texts("orgIds"), item.text("language", "en"),
				item.flag("active", before.map((person) -> person.registration().active()).orElse(true)),
				new TreeSet<>(item.texts("groups")), students(item, district), item.map("claims"), item.map("info"), hash));
	}

	/**
	 * The children as their login ids are spelled; one who is not there stays as it was written, to be told of later.
	 */
	private TreeSet<String> students(Section item, District district) {
		TreeSet<String> students = new TreeSet<>();
		item.texts("students")
			.forEach((student) -> students.add(this.registrar.find(district.tenantId(), student)
				.map((person) -> person.registration().loginId())
				.orElse(student)));
		return students;
	}

	/**
	 * The roster says who this is; the file may say more, but nothing else.
	 */
	private Optional<PersonRegistration> ofRostered(Section item, RegisteredPerson person, Organization organization,
			PasswordHashes hashes) {
		PersonRegistration known = person.registration();
		boolean agrees = agrees(item, "firstName", known.firstName()) & agrees(item, "middleName", known.middleName())
				& agrees(item, "lastName", known.lastName()) & agrees(item, "displayName", known.displayName())
				& agrees(item, "email", known.email()) & agrees(item, "sourcedId", known.sourcedId())
				& agrees(item, "profile", known.profile())
				& agrees(item, "role", Objects.toString(organization.profiles().get(known.profile()).value()))
				& agrees(item, "active", known.active()) & agrees(item, "orgIds", known.orgIds())
				& agrees(item, "students", List.copyOf(known.students()));
		String building = item.has("building") ? building(item, organization) : known.building();
		if (!agrees || building == null || !hasGroups(item, organization)) {
			return Optional.empty();
		}
		String hash = hashes.of(item, known.passwordHash()).orElse(null);
		return Optional.of(new PersonRegistration(known.loginId(), building, known.profile(), known.firstName(),
				known.middleName(), known.lastName(), known.displayName(), known.email(), item.text("imagePath", ""),
				known.sourcedId(), known.orgIds(), item.text("language", "en"), known.active(),
				new TreeSet<>(item.texts("groups")), known.students(), item.map("claims"), item.map("info"), hash));
	}

	private static boolean agrees(Section item, String setting, @Nullable Object known) {
		Object said = item.values().get(setting);
		if (said == null || said.equals(known)
				|| (said instanceof List<?> list && known instanceof List<?> others && Set.copyOf(list).equals(Set.copyOf(others)))) {
			return true;
		}
		item.fault(setting, "'" + item.text("loginId") + "' is in the roster, which says '" + Objects.toString(known, "")
				+ "' here; leave it out, or change the roster.");
		return false;
	}

	private @Nullable String profile(Section item, Organization organization) {
		String role = item.text("role");
		String profile = item.text("profile", (role != null) ? role : "");
		if (profile.isEmpty()) {
			item.fault("role", "'role' is missing: what the person is, one of "
					+ String.join(", ", java.util.Arrays.stream(Role.values()).map(Role::value).toList()) + ".");
			return null;
		}
		SortedMap<String, Role> profiles = organization.profiles();
		if (!profiles.containsKey(profile)) {
			item.fault("profile", "The district has no profile '" + profile + "'" + NearestName.question(profiles.keySet(), profile));
			return null;
		}
		if (role != null && !profiles.get(profile).value().equals(role)) {
			item.fault("role", "The profile '" + profile + "' gives the role " + profiles.get(profile).value() + ", not " + role
					+ "; leave one of the two out.");
			return null;
		}
		return profile;
	}

	private static @Nullable String building(Section item, Organization organization) {
		String building = item.text("building", organization.buildings().getFirst());
		if (organization.buildings().contains(building)) {
			return building;
		}
		item.fault("building",
				"The district has no building '" + building + "'" + NearestName.question(organization.buildings(), building));
		return null;
	}

	private static boolean hasGroups(Section item, Organization organization) {
		boolean all = true;
		for (String group : item.texts("groups")) {
			if (!organization.groups().contains(group)) {
				item.fault("groups", group, "The district has no group '" + group + "'"
						+ NearestName.question(organization.groups(), group)
						+ (organization.groups().isEmpty() ? " Declare it under the district's 'groups'." : ""));
				all = false;
			}
		}
		return all;
	}

	/**
	 * Is everything that is unique still free, and is everybody there who is meant?
	 */
	private boolean fits(Section item, District district, Optional<RegisteredPerson> before, PersonRegistration wanted) {
		Integer userId = item.whole("userId");
		if (before.isEmpty() && !PlainText.isIdentifier(wanted.loginId())) {
			item.fault("loginId", "The login id has characters that nobody sees.");
			return false;
		}
		if (userId != null && before.isPresent() && before.get().userId() != userId) {
			item.fault("userId", "'" + wanted.loginId() + "' has the UserId " + before.get().userId() + ", which never changes.");
			return false;
		}
		if (userId != null && before.isEmpty() && this.registrar.exists(userId)) {
			item.fault("userId", "The UserId " + userId + " is somebody else's.");
			return false;
		}
		String sourcedId = wanted.sourcedId();
		Optional<String> holder = (sourcedId != null) ? this.registrar.loginIdOf(district.tenantId(), sourcedId) : Optional.empty();
		if (holder.isPresent() && !holder.get().equalsIgnoreCase(wanted.loginId())) {
			item.fault("sourcedId", "The sourcedId '" + sourcedId + "' is that of '" + holder.get() + "'.");
			return false;
		}
		return before.filter(RegisteredPerson::rostered).isPresent() || hasStudents(item, district, wanted);
	}

	private boolean hasStudents(Section item, District district, PersonRegistration wanted) {
		for (String student : wanted.students()) {
			if (student.equalsIgnoreCase(wanted.loginId())) {
				item.fault("students", student, "Nobody is their own child.");
				return false;
			}
			if (this.registrar.find(district.tenantId(), student).isEmpty()) {
				List<String> known = this.registrar.all(district.tenantId())
					.stream()
					.map((person) -> person.registration().loginId())
					.toList();
				item.fault("students", student, "Nobody in " + district.customUrl() + " has the login id '" + student
						+ "'" + NearestName.question(known, student));
				return false;
			}
		}
		return true;
	}

	@Override
	public void removeOthers(List<Section> items, ConfigDocument document, Changes changes) {
		Set<String> named = new HashSet<>();
		items.forEach((item) -> {
			String customUrl = item.text("district");
			if (customUrl == null && document.root().sections("districts").size() == 1) {
				customUrl = document.root().sections("districts").getFirst().text("customUrl");
			}
			named.add((customUrl + "/" + item.text("loginId")).toLowerCase(Locale.ROOT));
		});
		for (District district : this.districts.all()) {
			for (RegisteredPerson person : this.registrar.all(district.tenantId())) {
				String name = district.customUrl() + "/" + person.registration().loginId();
				if (!named.contains(name.toLowerCase(Locale.ROOT))) {
					removeOther(person, name, changes);
				}
			}
		}
	}

	private void removeOther(RegisteredPerson person, String name, Changes changes) {
		if (!person.rostered()) {
			this.registrar.remove(person.userId());
			changes.removed(KIND, name);
			return;
		}
		PersonRegistration known = person.registration();
		PersonRegistration bare = new PersonRegistration(known.loginId(), known.building(), known.profile(),
				known.firstName(), known.middleName(), known.lastName(), known.displayName(), known.email(), "",
				known.sourcedId(), known.orgIds(), "en", known.active(), new TreeSet<>(), known.students(), Map.of(), Map.of(),
				known.passwordHash());
		if (!bare.equals(known)) {
			this.registrar.change(person, bare);
			changes.updated(KIND, name);
		}
	}

	@Override
	public List<Map<String, Object>> export() {
		List<Map<String, Object>> items = new ArrayList<>();
		for (District district : this.districts.all()) {
			List<RegisteredPerson> people = this.registrar.all(district.tenantId());
			String common = RosterPart.commonPasswordHash(people).orElse(null);
			Set<String> roster = people.stream().allMatch((person) -> person.registration().active() || !person.rostered())
					? Set.of() : this.rosterPart.sourcedIds(district);
			boolean unrostered = !this.rosterPart.isThere(district);
			for (RegisteredPerson person : people) {
				boolean left = person.rostered() && !person.registration().active()
						&& !roster.contains(person.registration().sourcedId());
				if (!person.rostered() || left || unrostered) {
					items.add(export(district, person));
				}
				else {
					exportRostered(district, person, common).ifPresent(items::add);
				}
			}
		}
		return items;
	}

	Map<String, Object> export(District district, RegisteredPerson person) {
		PersonRegistration registration = person.registration();
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("district", district.customUrl());
		item.put("loginId", registration.loginId());
		item.put("userId", person.userId());
		item.put("profile", registration.profile());
		item.put("building", registration.building());
		item.put("firstName", registration.firstName());
		putIf(item, "middleName", registration.middleName(), null);
		item.put("lastName", registration.lastName());
		putIf(item, "displayName", registration.displayName(), registration.firstName() + " " + registration.lastName());
		putIf(item, "email", registration.email(), null);
		putIf(item, "sourcedId", registration.sourcedId(), null);
		putIf(item, "orgIds", registration.orgIds(), List.of());
		putIf(item, "students", List.copyOf(registration.students()), List.of());
		putIf(item, "active", registration.active(), true);
		putMore(item, registration);
		putIf(item, "passwordHash", registration.passwordHash(), null);
		return item;
	}

	private static Optional<Map<String, Object>> exportRostered(District district, RegisteredPerson person,
			@Nullable String commonPasswordHash) {
		Map<String, Object> item = new LinkedHashMap<>();
		putMore(item, person.registration());
		if (!Objects.equals(person.registration().passwordHash(), commonPasswordHash)) {
			putIf(item, "passwordHash", person.registration().passwordHash(), null);
		}
		if (item.isEmpty()) {
			return Optional.empty();
		}
		Map<String, Object> named = Kinds.ordered("district", district.customUrl(), "loginId", person.registration().loginId());
		named.putAll(item);
		return Optional.of(named);
	}

	private static void putMore(Map<String, Object> item, PersonRegistration registration) {
		putIf(item, "groups", List.copyOf(registration.groups()), List.of());
		putIf(item, "language", registration.language(), "en");
		putIf(item, "imagePath", registration.imagePath(), "");
		putIf(item, "claims", registration.claims(), Map.of());
		putIf(item, "info", registration.info(), Map.of());
	}

	private static void putIf(Map<String, Object> item, String name, @Nullable Object value, @Nullable Object usual) {
		if (value != null && !value.equals(usual)) {
			item.put(name, value);
		}
	}

	/** Somebody whose children are looked for when everybody is there. */
	private record Parent(Section item, District district, boolean isNew) {

	}

	/** What is registered already, read as seldom as possible. */
	private final class Register {

		private final boolean many;

		private final Map<Integer, Map<String, RegisteredPerson>> byLoginId = new HashMap<>();

		private final Map<Integer, Organization> organized = new HashMap<>();

		Register(boolean many) {
			this.many = many;
		}

		Optional<RegisteredPerson> find(District district, Section item) {
			int tenantId = district.tenantId();
			String loginId = item.text("loginId", "");
			if (!this.many) {
				return PersonPart.this.registrar.find(tenantId, loginId);
			}
			return Optional.ofNullable(this.byLoginId.computeIfAbsent(tenantId, (id) -> {
				Map<String, RegisteredPerson> people = new HashMap<>();
				PersonPart.this.registrar.all(id)
					.forEach((person) -> people.put(person.registration().loginId().toLowerCase(Locale.ROOT), person));
				return people;
			}).get(loginId.toLowerCase(Locale.ROOT)));
		}

		Organization organization(int tenantId) {
			return this.organized.computeIfAbsent(tenantId, PersonPart.this.organizations::find);
		}

	}

}
