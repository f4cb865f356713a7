package org.rollcall.directory;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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

	Districts(DistrictRows rows, DistrictRepository districts, BuildingRepository buildings, ReservedPaths reservedPaths,
			InstantSource clock) {
		this.rows = rows;
		this.districts = districts;
		this.buildings = buildings;
		this.reservedPaths = reservedPaths;
		this.clock = clock;
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
		district.change(registration);
		District registered = this.districts.saveAndFlush(district).toDistrict();
		BuildingEntity building = this.rows.building(registration.tenantId())
			.flatMap(this.buildings::findById)
			.orElseGet(() -> new BuildingEntity(registration.tenantId(), registration.buildingName()));
		building.rename(registration.buildingName());
		this.buildings.saveAndFlush(building);
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
