package org.rollcall.directory;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The districts that this server knows: found by the path of their login page, by their id, or by a part of their name
 * ("Find your login page", contract §2).
 */
@Service
@Transactional(readOnly = true)
public class Districts {

	private static final Pattern CUSTOM_URL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	private final DistrictRows rows;

	private final DistrictRepository districts;

	private final BuildingRepository buildings;

	private final ReservedPaths reservedPaths;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	Districts(DistrictRows rows, DistrictRepository districts, BuildingRepository buildings, ReservedPaths reservedPaths,
			InstantSource clock, ApplicationEventPublisher events) {
		this.rows = rows;
		this.districts = districts;
		this.buildings = buildings;
		this.reservedPaths = reservedPaths;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Why a custom URL cannot be had.
	 */
	public enum CustomUrlProblem {

		/** It is no path of small letters, digits and hyphens. */
		MALFORMED,

		/** The server needs it itself. */
		RESERVED,

		/** It is another district's. */
		TAKEN

	}

	/**
	 * Returns why a district cannot have a custom URL; nothing if it can.
	 * @param tenantId the district, or {@code null} for a new one
	 */
	public Optional<CustomUrlProblem> problemOf(String customUrl, @Nullable Integer tenantId) {
		if (!CUSTOM_URL.matcher(customUrl).matches()) {
			return Optional.of(CustomUrlProblem.MALFORMED);
		}
		if (this.reservedPaths.isReserved(customUrl)) {
			return Optional.of(CustomUrlProblem.RESERVED);
		}
		return this.rows.findByCustomUrl(customUrl)
			.filter((other) -> !Integer.valueOf(other.tenantId()).equals(tenantId))
			.map((other) -> CustomUrlProblem.TAKEN);
	}

	/**
	 * Returns the colour of a district's sign-in page, such as {@code #0b6163}, if it has one of its own.
	 */
	public Optional<String> colour(int tenantId) {
		return this.rows.colour(tenantId);
	}

	/**
	 * Waits until nobody else changes a district, and keeps others from it until the transaction ends.
	 */
	@Transactional
	public Optional<District> lock(int tenantId) {
		return this.rows.lock(tenantId);
	}

	/**
	 * Gives a district another name, address or colour; nothing happens if it has them already.
	 * @param customUrl one without a {@linkplain #problemOf problem}
	 * @param colour such as {@code #0b6163}, or {@code null} for Rollcall's own
	 */
	@Transactional
	public void change(int tenantId, String name, String customUrl, @Nullable String colour) {
		District district = this.rows.lock(tenantId).orElseThrow();
		Map<String, Object> before = facts(district.name(), district.customUrl(), this.rows.colour(tenantId).orElse(null));
		Map<String, Object> after = facts(name, customUrl, colour);
		if (before.equals(after)) {
			return;
		}
		this.rows.change(tenantId, name, customUrl, colour);
		Set<Map.Entry<String, Object>> same = new HashSet<>(before.entrySet());
		same.retainAll(after.entrySet());
		before.entrySet().removeAll(same);
		after.entrySet().removeAll(same);
		this.events.publishEvent(new DistrictChanged(tenantId, before, after));
	}

	private static Map<String, Object> facts(String name, String customUrl, @Nullable String colour) {
		Map<String, Object> facts = new TreeMap<>();
		facts.put("name", name);
		facts.put("customUrl", customUrl);
		facts.put("colour", (colour != null) ? colour : "");
		return facts;
	}

	/**
	 * The district with that login page.
	 * @param customUrl the path as somebody typed it, in any case
	 */
	public Optional<District> findByCustomUrl(String customUrl) {
		String wanted = customUrl.toLowerCase(Locale.ROOT);
		// Any path of the internet arrives here, so what cannot be a custom URL is not worth a query.
		if (!CUSTOM_URL.matcher(wanted).matches()) {
			return Optional.empty();
		}
		return this.rows.findByCustomUrl(wanted);
	}

	/** The district with that TenantId. */
	public Optional<District> findByTenantId(int tenantId) {
		return this.rows.find(tenantId);
	}

	/** Every district, by custom URL. */
	public List<District> all() {
		return this.rows.all();
	}

	/**
	 * The districts whose name or custom URL contains a text, by name.
	 * @param part the text, in any case and with no wildcards; every district matches an empty one
	 * @param limit how many at most, positive
	 */
	public List<District> search(String part, int limit) {
		String literal = part.strip().replace("!", "!!").replace("%", "!%").replace("_", "!_");
		// No text in PostgreSQL holds a NUL, and it refuses to be asked for one.
		if (literal.indexOf('\0') >= 0) {
			return List.of();
		}
		return this.rows.search("%" + literal + "%", limit);
	}

	/**
	 * Returns a TenantId that no district has, and that none will get before this transaction ends.
	 */
	@Transactional
	public int nextTenantId() {
		return this.rows.nextTenantId();
	}

	/**
	 * Registers a district, or brings a registered one up to date. The same registration twice changes nothing.
	 * @return the district as it now stands
	 * @throws DistrictRefusedException if the custom URL is malformed, reserved for the server or another district's, the
	 * TenantId is not positive, or a name is blank
	 */
	@Transactional
	public District register(DistrictRegistration registration) {
		check(registration);
		DistrictEntity district = this.districts.findById(registration.tenantId())
			.orElseGet(() -> new DistrictEntity(registration, this.clock.instant()));
		boolean isNew = district.isNew();
		district.change(registration);
		District registered = this.districts.saveAndFlush(district).toDistrict();
		BuildingEntity building = this.rows.building(registration.tenantId())
			.flatMap(this.buildings::findById)
			.orElseGet(() -> new BuildingEntity(registration.tenantId(), registration.buildingName()));
		building.rename(registration.buildingName());
		this.buildings.saveAndFlush(building);
		if (isNew) {
			this.events.publishEvent(new DistrictRegistered(registered.tenantId(), registered.customUrl(), registered.name()));
		}
		return registered;
	}

	private void check(DistrictRegistration registration) {
		String customUrl = registration.customUrl();
		if (registration.tenantId() <= 0) {
			throw new DistrictRefusedException("The TenantId of a district must be positive, but %d is not"
				.formatted(registration.tenantId()));
		}
		if (!CUSTOM_URL.matcher(customUrl).matches()) {
			throw new DistrictRefusedException(("The custom URL '%s' must start with a lower-case letter or a digit, followed by "
					+ "at most 62 lower-case letters, digits or hyphens").formatted(customUrl));
		}
		if (this.reservedPaths.isReserved(customUrl)) {
			throw new DistrictRefusedException(
					"The custom URL '%s' is a path of the server itself; choose another".formatted(customUrl));
		}
		if (registration.name().isBlank() || registration.buildingName().isBlank()) {
			throw new DistrictRefusedException("The district '%s' needs a name, and its building too".formatted(customUrl));
		}
		this.rows.findByCustomUrl(customUrl)
			.filter(other -> other.tenantId() != registration.tenantId())
			.ifPresent(other -> {
				throw new DistrictRefusedException(
						"The custom URL '%s' belongs to %s (TenantId %d)".formatted(customUrl, other.name(), other.tenantId()));
			});
	}

}
