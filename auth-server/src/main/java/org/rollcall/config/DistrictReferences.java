package org.rollcall.config;

import java.util.List;
import java.util.Optional;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.platform.NearestName;

import org.springframework.stereotype.Component;

/**
 * Finds the district that an item names, or the only one if it names none.
 */
@Component
class DistrictReferences {

	private final Districts districts;

	DistrictReferences(Districts districts) {
		this.districts = districts;
	}

	/**
	 * Returns nothing if there is no such district, which the item has been told then.
	 */
	Optional<District> of(Section item) {
		String customUrl = item.text("district");
		if (customUrl == null) {
			List<District> all = this.districts.all();
			if (all.size() == 1) {
				return Optional.of(all.getFirst());
			}
			item.fault("district", all.isEmpty() ? "There is no district yet; declare one under 'districts'."
					: "'district' is missing: there are " + names(all) + ".");
			return Optional.empty();
		}
		Optional<District> found = this.districts.findByCustomUrl(customUrl);
		if (found.isEmpty()) {
			List<String> known = this.districts.all().stream().map(District::customUrl).toList();
			item.fault("district", "There is no district '" + customUrl + "'" + NearestName.question(known, customUrl));
		}
		return found;
	}

	private static String names(List<District> districts) {
		return String.join(", ", districts.stream().limit(10).map(District::customUrl).toList());
	}

}
