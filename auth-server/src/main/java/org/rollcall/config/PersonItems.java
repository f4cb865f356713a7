package org.rollcall.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.OwnNames;
import org.rollcall.directory.PersonRegistered;
import org.rollcall.directory.PersonRemoved;
import org.rollcall.directory.RegisteredPerson;
import org.rollcall.directory.Registrar;
import org.rollcall.password.PasswordRules;
import org.rollcall.password.Passwords;
import org.rollcall.platform.ClassLinkIdentifier;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * People, one at a time, in the form that a {@code rollcall.yaml} has them.
 */
@Service
public class PersonItems {

	private static final int MOST_OF_ONES_OWN = 16_384;

	private final PersonPart part;

	private final ItemWriter writer;

	private final Districts districts;

	private final DistrictReferences districtReferences;

	private final Registrar registrar;

	private final Passwords passwords;

	private final PasswordRules passwordRules;

	private final ApplicationEventPublisher events;

	PersonItems(PersonPart part, ItemWriter writer, Districts districts, DistrictReferences districtReferences,
			Registrar registrar, Passwords passwords, PasswordRules passwordRules,
			ApplicationEventPublisher events) {
		this.part = part;
		this.writer = writer;
		this.districts = districts;
		this.districtReferences = districtReferences;
		this.registrar = registrar;
		this.passwords = passwords;
		this.passwordRules = passwordRules;
		this.events = events;
	}

	/**
	 * Registers somebody new. Who is given no login id or no password gets one, and the answer has it.
	 * @param text an item of {@code people}, in JSON or YAML
	 * @throws InvalidConfigException with all its faults, if it has any
	 * @param only the custom URL of the only district that may be written to, {@code null} for all
	 * @param guard what the writer has no right to change
	 * @throws ItemExistsException if the login id is somebody's in that district
	 * @throws BeyondWriterException if the writer has no right to what the item says
	 * @throws ForeignDistrictException if the item is of another district
	 */
	public Map<String, Object> create(String text, @Nullable String only, Guard guard) {
		Section item = ItemWriter.parse(text, Shapes.NEW_PERSON);
		ItemWriter.keepWithin(item, "district", only);
		if (only != null) {
			keepToOneself(item, Optional.empty());
		}
		if (!item.has("loginId")) {
			item.values().put("loginId", madeUp(item));
		}
		Optional<District> district = this.districtReferences.of(item);
		item.faults().throwIfAny();
		String loginId = item.text("loginId", "");
		if (only != null) {
			checkPassword(item, district.orElseThrow().tenantId(), loginId);
		}
		if (this.registrar.find(district.orElseThrow().tenantId(), loginId).isPresent()) {
			throw new ItemExistsException("Somebody in " + district.get().customUrl() + " has the login id '" + loginId + "'.");
		}
		if (item.has("password") || item.has("passwordHash")) {
			hashBeforehand(item, null);
			this.writer.create(this.part, item, guard, account(district.get().tenantId(), loginId));
			return find(district.get().customUrl(), loginId).orElseThrow();
		}
		String password = ClassLinkIdentifier.secret();
		item.values().put("passwordHash", this.passwords.hashOfRandom(password));
		this.writer.create(this.part, item, guard, account(district.get().tenantId(), loginId));
		Map<String, Object> created = find(district.get().customUrl(), loginId).orElseThrow();
		created.put("password", password);
		return created;
	}

	/**
	 * A slow hash must not hold a connection of the pool while it is made.
	 */
	private void hashBeforehand(Section item, @Nullable String known) {
		Optional<String> hash = new PasswordHashes(this.passwords).of(item, known);
		item.faults().throwIfAny();
		item.values().remove("password");
		hash.ifPresent((made) -> item.values().put("passwordHash", made));
	}

	private static String madeUp(Section item) {
		String first = item.text("firstName", item.text("role", "person")).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
		return first + "." + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
	}

	/**
	 * Registers somebody, or brings who has that login id in line with the item.
	 * @param only the custom URL of the only district that may be written to, {@code null} for all
	 * @param guard what the writer has no right to change
	 * @throws BeyondWriterException if the writer has no right to what the item says
	 * @throws InvalidConfigException with all its faults, if it has any
	 */
	public Map<String, Object> put(String customUrl, String loginId, String text, @Nullable String only, Guard guard) {
		Section item = ItemWriter.parse(text, Shapes.NEW_PERSON, "district", customUrl.toLowerCase(Locale.ROOT), "loginId", loginId);
		Optional<RegisteredPerson> known = this.districts.findByCustomUrl(customUrl)
			.flatMap((district) -> this.registrar.find(district.tenantId(), loginId));
		if (only != null) {
			keepToOneself(item, known);
			this.districts.findByCustomUrl(customUrl).ifPresent((district) -> checkPassword(item, district.tenantId(), loginId));
		}
		hashBeforehand(item, known.map((person) -> person.registration().passwordHash()).orElse(null));
		this.writer.write(this.part, item, guard, account(customUrl, loginId));
		return find(customUrl, loginId).orElseThrow(ItemWriter::sameMoment);
	}

	/**
	 * Returns somebody without the hash of the password.
	 */
	@Transactional(readOnly = true)
	public Optional<Map<String, Object>> find(String customUrl, String loginId) {
		return this.districts.findByCustomUrl(customUrl)
			.flatMap((district) -> this.registrar.find(district.tenantId(), loginId)
				.map((person) -> item(district, person)));
	}

	/**
	 * Returns who has a UserId, without the hash of the password.
	 */
	@Transactional(readOnly = true)
	public Optional<Map<String, Object>> find(int userId) {
		return this.registrar.find(userId)
			.map((person) -> item(this.districts.findByTenantId(person.tenantId()).orElseThrow(), person));
	}

	/**
	 * Removes who has a UserId for good, with all that hangs on them.
	 * @return whether there was somebody
	 */
	@Transactional
	public boolean remove(int userId, Guard guard) {
		return ItemWriter.guarded(guard, () -> {
			Optional<RegisteredPerson> person = this.registrar.find(userId);
			person.ifPresent((found) -> {
				this.registrar.remove(userId);
				this.events.publishEvent(new PersonRemoved(found.tenantId(), userId, found.registration()));
			});
			return person.isPresent();
		});
	}

	private Account<RegisteredPerson> account(String customUrl, String loginId) {
		return account(this.districts.findByCustomUrl(customUrl).map(District::tenantId).orElse(0), loginId);
	}

	private Account<RegisteredPerson> account(int tenantId, String loginId) {
		return new Account<>(() -> this.registrar.find(tenantId, loginId), (before, after, changes) -> new PersonRegistered(after.userId(),
				before.map(RegisteredPerson::registration).orElse(null), after.registration()));
	}

	/**
	 * Whoever writes for one district says of its people what the server does not say itself: towards apps they would be somebody
	 * else, and of another district.
	 */
	private static void keepToOneself(Section item, Optional<RegisteredPerson> known) {
		Integer userId = item.whole("userId");
		if (userId != null && known.filter((person) -> person.userId() == userId).isEmpty()) {
			throw new BeyondWriterException("Only the server gives UserIds in a district.");
		}
		for (String more : List.of("claims", "info")) {
			if (item.map(more).toString().length() > MOST_OF_ONES_OWN) {
				item.fault(more, "This is more than " + MOST_OF_ONES_OWN + " characters, and every token would carry it.");
			}
		}
		item.map("claims").keySet().stream().filter(OwnNames::isClaim).findFirst().ifPresent(PersonItems::refuse);
		item.map("info").keySet().stream().filter(OwnNames::isInfo).findFirst().ifPresent(PersonItems::refuse);
	}

	/**
	 * What a district asks of passwords that people choose, it asks of those that its programs choose for them.
	 */
	private void checkPassword(Section item, int tenantId, String loginId) {
		if (item.has("password") && this.passwordRules.check(tenantId, item.text("password", ""), loginId).isPresent()) {
			item.fault("password", "This is no password by the rules of the district: it has at least "
					+ this.passwordRules.shortest(tenantId) + " characters, and is neither the login id nor what everybody would try first.");
			item.faults().throwIfAny();
		}
	}

	private static void refuse(String name) {
		throw new BeyondWriterException("What '" + name + "' is, the server says itself; whoever writes for one district cannot say otherwise.");
	}

	/**
	 * Returns people in whose login id, name or address {@code part} is, by login id.
	 * @param customUrl {@code null} for all districts
	 */
	@Transactional(readOnly = true)
	public List<Map<String, Object>> search(@Nullable String customUrl, String part, int limit) {
		Optional<District> district = (customUrl != null) ? this.districts.findByCustomUrl(customUrl) : Optional.empty();
		if (customUrl != null && district.isEmpty()) {
			return List.of();
		}
		return this.registrar.search(district.map(District::tenantId).orElse(null), part, limit)
			.stream()
			.map((person) -> item(this.districts.findByTenantId(person.tenantId()).orElseThrow(), person))
			.toList();
	}

	/**
	 * Removes somebody for good, with all that hangs on them. Of those whom a roster brings, its next import makes new ones.
	 * @return whether there was somebody
	 */
	@Transactional
	public boolean remove(String customUrl, String loginId, Guard guard) {
		Optional<RegisteredPerson> person = this.districts.findByCustomUrl(customUrl)
			.flatMap((district) -> this.registrar.find(district.tenantId(), loginId));
		return person.isPresent() && remove(person.get().userId(), guard);
	}

	private Map<String, Object> item(District district, RegisteredPerson person) {
		Map<String, Object> item = this.part.export(district, person);
		item.remove("passwordHash");
		item.put("role", person.role().value());
		return item;
	}

}
