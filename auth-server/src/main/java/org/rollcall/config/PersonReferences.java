package org.rollcall.config;

import java.util.List;
import java.util.Optional;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.RegisteredPerson;
import org.rollcall.directory.Registrar;
import org.rollcall.platform.NearestName;

import org.springframework.stereotype.Component;

/**
 * Finds the person that is meant by {@code lincolnusd/tina.teacher}, or by {@code tina.teacher} where only one district has
 * one.
 */
@Component
class PersonReferences {

	private final Districts districts;

	private final Registrar registrar;

	PersonReferences(Districts districts, Registrar registrar) {
		this.districts = districts;
		this.registrar = registrar;
	}

	/**
	 * Returns nothing if nobody or more than one is meant, which the item has been told then.
	 */
	Optional<RegisteredPerson> of(Section item, String setting) {
		String name = item.text(setting, "");
		int slash = name.indexOf('/');
		if (slash >= 0) {
			return inDistrict(item, setting, name.substring(0, slash), name.substring(slash + 1));
		}
		List<District> having = this.districts.all()
			.stream()
			.filter((district) -> this.registrar.find(district.tenantId(), name).isPresent())
			.toList();
		if (having.size() == 1) {
			return this.registrar.find(having.getFirst().tenantId(), name);
		}
		item.fault(setting, having.isEmpty() ? nobody(name)
				: "More than one district has a '" + name + "'; write " + String.join(" or ",
						having.stream().map((district) -> district.customUrl() + "/" + name).toList())
						+ ".");
		return Optional.empty();
	}

	private Optional<RegisteredPerson> inDistrict(Section item, String setting, String customUrl, String loginId) {
		Optional<District> district = this.districts.findByCustomUrl(customUrl);
		if (district.isEmpty()) {
			item.fault(setting, "There is no district '" + customUrl + "'" + NearestName
				.question(this.districts.all().stream().map(District::customUrl).toList(), customUrl));
			return Optional.empty();
		}
		Optional<RegisteredPerson> person = this.registrar.find(district.get().tenantId(), loginId);
		if (person.isEmpty()) {
			item.fault(setting, "Nobody in " + customUrl + " has the login id '" + loginId + "'"
					+ NearestName.question(loginIds(district.get()), loginId));
		}
		return person;
	}

	private String nobody(String loginId) {
		List<String> known = this.districts.all().stream().flatMap((district) -> loginIds(district).stream()).toList();
		return "Nobody has the login id '" + loginId + "'" + NearestName.question(known, loginId);
	}

	private List<String> loginIds(District district) {
		return this.registrar.all(district.tenantId()).stream().map((person) -> person.registration().loginId()).toList();
	}

}
