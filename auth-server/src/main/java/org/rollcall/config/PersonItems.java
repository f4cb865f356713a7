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
import org.rollcall.directory.RegisteredPerson;
import org.rollcall.directory.Registrar;
import org.rollcall.password.Passwords;
import org.rollcall.platform.ClassLinkIdentifier;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * People, one at a time, in the form that a {@code rollcall.yaml} has them.
 */
@Service
public class PersonItems {

	private final PersonPart part;

	private final ItemWriter writer;

	private final Districts districts;

	private final DistrictReferences districtReferences;

	private final Registrar registrar;

	private final Passwords passwords;

	PersonItems(PersonPart part, ItemWriter writer, Districts districts, DistrictReferences districtReferences,
			Registrar registrar, Passwords passwords) {
		this.part = part;
		this.writer = writer;
		this.districts = districts;
		this.districtReferences = districtReferences;
		this.registrar = registrar;
		this.passwords = passwords;
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
		if (this.registrar.find(district.orElseThrow().tenantId(), loginId).isPresent()) {
			throw new ItemExistsException("Somebody in " + district.get().customUrl() + " has the login id '" + loginId + "'.");
		}
		if (item.has("password") || item.has("passwordHash")) {
			hashBeforehand(item, null);
			this.writer.create(this.part, item, guard);
			return find(district.get().customUrl(), loginId).orElseThrow();
		}
		String password = ClassLinkIdentifier.secret();
		item.values().put("passwordHash", this.passwords.hashOfRandom(password));
		this.writer.create(this.part, item, guard);
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
		}
		hashBeforehand(item, known.map((person) -> person.registration().passwordHash()).orElse(null));
		this.writer.write(this.part, item, guard);
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
			boolean there = this.registrar.exists(userId);
			this.registrar.remove(userId);
			return there;
		});
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
		item.map("claims").keySet().stream().filter(OwnNames::isClaim).findFirst().ifPresent(PersonItems::refuse);
		item.map("info").keySet().stream().filter(OwnNames::isInfo).findFirst().ifPresent(PersonItems::refuse);
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
