package org.rollcall.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Districts, one at a time, in the form that a {@code rollcall.yaml} has them, but without the rows of their rosters.
 */
@Service
public class DistrictItems implements Items {

	private static final String CUSTOM_URL = "customUrl";

	private final DistrictPart part;

	private final ItemWriter writer;

	private final Districts districts;

	DistrictItems(DistrictPart part, ItemWriter writer, Districts districts) {
		this.part = part;
		this.writer = writer;
		this.districts = districts;
	}

	/**
	 * Registers a new district, with its roster if the item has one.
	 * @param text an item of {@code districts}, in JSON or YAML
	 * @throws InvalidConfigException with all its faults, if it has any
	 * @throws ItemExistsException if the custom URL is a district's already
	 */
	@Override
	public Map<String, Object> create(String text) {
		Section item = ItemWriter.parse(text, Shapes.DISTRICT);
		String customUrl = item.text(CUSTOM_URL, "");
		if (this.districts.findByCustomUrl(customUrl).isPresent()) {
			throw new ItemExistsException("There is a district '" + customUrl + "'.");
		}
		this.writer.create(this.part, item, Guard.NONE, account(customUrl));
		return find(customUrl).orElseThrow();
	}

	/**
	 * Registers a district, or brings the one with that custom URL in line with the item.
	 * @throws InvalidConfigException with all its faults, if it has any
	 */
	@Override
	public Map<String, Object> put(String customUrl, String text) {
		return put(customUrl, text, true, Guard.NONE);
	}

	/**
	 * As above.
	 * @param people whether the writer may change people, whom a roster brings
	 * @param guard what the writer has no right to change
	 * @throws BeyondWriterException if the writer has no right to what the item says
	 */
	public Map<String, Object> put(String customUrl, String text, boolean people, Guard guard) {
		Section item = ItemWriter.parse(text, Shapes.DISTRICT, CUSTOM_URL, customUrl.toLowerCase(Locale.ROOT));
		for (String setting : List.of("roster", "password", "passwordHash")) {
			if (!people && item.has(setting)) {
				throw new BeyondWriterException("'" + setting + "' changes people, which takes the scope people.write.");
			}
		}
		this.writer.write(this.part, item, guard, account(customUrl));
		return find(customUrl).orElseThrow(ItemWriter::sameMoment);
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<Map<String, Object>> find(String customUrl) {
		return this.districts.findByCustomUrl(customUrl).map(this::item);
	}

	/**
	 * Returns all districts by custom URL.
	 */
	@Override
	@Transactional(readOnly = true)
	public List<Map<String, Object>> all() {
		return this.districts.all().stream().map(this::item).toList();
	}

	/**
	 * Removes a district for good, with everybody and everything in it.
	 * @return whether there was one
	 */
	@Override
	@Transactional
	public boolean remove(String customUrl) {
		Optional<District> district = this.districts.findByCustomUrl(customUrl);
		district.ifPresent(this.part::remove);
		return district.isPresent();
	}

	private Account<Integer> account(String customUrl) {
		return Account.of(() -> this.districts.findByCustomUrl(customUrl).map(District::tenantId));
	}

	private Map<String, Object> item(District district) {
		return this.part.describe(district);
	}

}
