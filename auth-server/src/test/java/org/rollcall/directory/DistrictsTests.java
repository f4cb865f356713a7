package org.rollcall.directory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DirectoryTest
class DistrictsTests {

	@Autowired
	private Districts districts;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void aRegisteredDistrictIsFoundByItsCustomUrlInAnyCaseAndByItsTenantId() {
		District district = this.districts.register(registration(101, "maple-grove", "Maple Grove Schools"));

		assertThat(district)
			.isEqualTo(new District(101, "maple-grove", "Maple Grove Schools", 2, "New Jersey", "3400001", "MAPLE GROVE"));
		assertThat(this.districts.findByCustomUrl("Maple-GROVE")).contains(district);
		assertThat(this.districts.findByTenantId(101)).contains(district);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nowhere", "", "no where", "../etc/passwd", "a\0b", "%", "-maple" })
	void anUnknownOrImpossibleCustomUrlFindsNothing(String customUrl) {
		assertThat(this.districts.findByCustomUrl(customUrl)).isEmpty();
	}

	@Test
	void registeringTheSameDistrictTwiceChangesNothing() {
		this.districts.register(registration(102, "twice", "Twice Schools"));
		var before = this.jdbc.sql("select * from district d join building b using (tenant_id) where tenant_id = 102")
			.query()
			.listOfRows();

		this.districts.register(registration(102, "twice", "Twice Schools"));

		assertThat(this.jdbc.sql("select * from district d join building b using (tenant_id) where tenant_id = 102")
			.query()
			.listOfRows()).hasSize(1).isEqualTo(before);
	}

	@Test
	void registeringADistrictAgainChangesItsNamesAndKeepsItsBuilding() {
		this.districts.register(registration(103, "before", "Before"));
		int building = building(103, "Before Building");

		this.districts.register(registration(103, "after", "After"));

		assertThat(this.districts.findByCustomUrl("before")).isEmpty();
		assertThat(this.districts.findByCustomUrl("after")).map(District::name).contains("After");
		assertThat(building(103, "After Building")).isEqualTo(building);
	}

	@ParameterizedTest
	@ValueSource(strings = { "oauth2", "v2", "v3", "my", "logout", "home", "login", "console", "admin", "error", "assets",
			"css", "js", "images", "static", "livez", "readyz", "actuator", "workbench", "applications", "ims", "proxy",
			"token", "connect", "launchpad", "consent", "signed-out" })
	void aPathOfTheServerCannotBeACustomUrl(String customUrl) {
		assertThatExceptionOfType(DistrictRefusedException.class)
			.isThrownBy(() -> this.districts.register(registration(104, customUrl, "Somewhere")))
			.withMessage("The custom URL '%s' is a path of the server itself; choose another", customUrl);
		assertThat(this.districts.findByTenantId(104)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Lincoln", "-lincoln", "lin coln", "lin.coln", "lincoln/usd", "línea", "favicon.ico",
			"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234" })
	void aMalformedCustomUrlIsRefused(String customUrl) {
		assertThatExceptionOfType(DistrictRefusedException.class)
			.isThrownBy(() -> this.districts.register(registration(105, customUrl, "Somewhere")))
			.withMessage("The custom URL '%s' must start with a lower-case letter or a digit, followed by at most 62 "
					+ "lower-case letters, digits or hyphens", customUrl);
	}

	@Test
	void aCustomUrlBelongsToOneDistrict() {
		this.districts.register(registration(106, "taken", "First Come"));

		assertThatExceptionOfType(DistrictRefusedException.class)
			.isThrownBy(() -> this.districts.register(registration(107, "taken", "Too Late")))
			.withMessage("The custom URL 'taken' belongs to First Come (TenantId 106)");
	}

	@Test
	void aDistrictNeedsATenantIdAndAName() {
		assertThatExceptionOfType(DistrictRefusedException.class)
			.isThrownBy(() -> this.districts.register(registration(0, "zero", "Zero")))
			.withMessage("The TenantId of a district must be positive, but 0 is not");
		assertThatExceptionOfType(DistrictRefusedException.class)
			.isThrownBy(() -> this.districts.register(registration(108, "blank", " ")))
			.withMessage("The district 'blank' needs a name, and its building too");
	}

	@Test
	void searchFindsAPartOfTheNameOrOfTheCustomUrlInAnyCaseAndByName() {
		this.districts.register(registration(111, "riverbend", "Zebra River Schools"));
		this.districts.register(registration(112, "hilltop", "Alder RIVERBEND Schools"));

		assertThat(this.districts.search("  rivErbEnd ", 10)).extracting(District::tenantId).containsExactly(112, 111);
		assertThat(this.districts.search("alder river", 10)).extracting(District::tenantId).containsExactly(112);
		assertThat(this.districts.search("atlantis", 10)).isEmpty();
	}

	@Test
	void searchTakesPercentUnderscoreExclamationMarkAndBackslashLiterally() {
		this.districts.register(registration(113, "percent", "The 100% Schools_of Wow! \\o/"));

		for (String part : new String[] { "100%", "s_o", "wow!", "\\o/", "%", "_", "!", "\\" }) {
			assertThat(this.districts.search(part, 100)).as(part).extracting(District::tenantId).containsExactly(113);
		}
		assertThat(this.districts.search("1%0", 10)).isEmpty();
		assertThat(this.districts.search("t_e", 10)).isEmpty();
		assertThat(this.districts.search("a\0", 10)).isEmpty();
	}

	@Test
	void searchForNothingGivesTheFirstDistrictsByName() {
		this.districts.register(registration(114, "aardvark", "AA Schools"));
		this.districts.register(registration(115, "aardwolf", "aB Schools"));

		assertThat(this.districts.search("", 2)).extracting(District::tenantId).containsExactly(114, 115);
		assertThat(this.districts.search("schools", 1)).extracting(District::tenantId).containsExactly(114);
	}

	private int building(int tenantId, String name) {
		return this.jdbc.sql("select building_id from building where tenant_id = ? and name = ?")
			.params(tenantId, name)
			.query(Integer.class)
			.single();
	}

	private static DistrictRegistration registration(int tenantId, String customUrl, String name) {
		return new DistrictRegistration(tenantId, customUrl, name, 2, "New Jersey", "3400001", "MAPLE GROVE",
				name.isBlank() ? name : name + " Building");
	}

}
