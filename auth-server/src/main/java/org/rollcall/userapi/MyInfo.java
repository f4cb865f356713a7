package org.rollcall.userapi;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.Person;

/**
 * The classic user info that nearly every client reads, with ClassLink's names and JSON types (contract, section 5).
 */
final class MyInfo {

	private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private MyInfo() {
	}

	/**
	 * @param email the address to show; ClassLink shows it to every app, here a person may decline it
	 */
	static Map<String, Object> of(Person person, String email) {
		Map<String, Object> info = new LinkedHashMap<>();
		info.put("UserId", person.userId());
		info.put("TenantId", person.district().tenantId());
		info.put("StateId", person.district().stateId());
		info.put("StateName", person.district().stateName());
		info.put("BuildingId", person.buildingId());
		info.put("AuthenticationType", person.authenticationType());
		info.put("DisplayName", person.displayName());
		info.put("FirstName", person.firstName());
		info.put("LastName", person.lastName());
		info.put("Email", email);
		info.put("LoginId", person.loginId());
		info.put("ImagePath", person.imagePath());
		info.put("LanguageId", person.languageId());
		info.put("Language", person.language());
		info.put("DefaultTimeFormat", person.defaultTimeFormat());
		info.put("Profile", person.profile());
		info.put("ProfileId", person.profileId());
		info.put("Tenant", person.district().name());
		info.put("Building", person.building());
		info.put("Role", person.role().value());
		info.put("Role_Level", person.role().level());
		info.put("LastAccessTime", milliseconds(person.lastAccessTime()));
		info.put("OrgId", List.copyOf(person.orgIds()));
		info.put("SourcedId", text(person.sourcedId()));
		info.put("or_email", email);
		info.putAll(person.info());
		return info;
	}

	private static String milliseconds(Instant instant) {
		return MILLISECONDS.format(instant);
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
