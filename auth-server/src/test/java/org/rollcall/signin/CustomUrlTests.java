package org.rollcall.signin;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.rollcall.directory.DistrictRefusedException;
import org.rollcall.directory.DistrictRegistration;
import org.rollcall.directory.Districts;
import org.rollcall.directory.ReservedPaths;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A district's custom URL is the first segment of a path, where the server's own paths begin as well (contract, section 1).
 */
@RollcallTest
class CustomUrlTests {

	@Autowired
	private RequestMappingHandlerMapping requestMappingHandlerMapping;

	@Autowired
	private ReservedPaths reservedPaths;

	@Autowired
	private Districts districts;

	@Value("${rollcall.issuer}")
	private String base;

	@Test
	void noDistrictCanHideAPathOfTheServer() {
		Set<String> routes = Stream
			.concat(this.requestMappingHandlerMapping.getHandlerMethods()
				.keySet()
				.stream()
				.flatMap((mapping) -> mapping.getPatternValues().stream()), Stream.of("/oauth2/v2/token", "/v2/my/info"))
			.map((path) -> path.substring(1).split("/")[0])
			.filter((segment) -> !segment.isEmpty() && !segment.startsWith("{"))
			.collect(Collectors.toSet());

		assertThat(routes).contains("oauth2", "logout", "home", "v2", "my", "signed-out")
			.allSatisfy((segment) -> assertThat(this.reservedPaths.isReserved(segment)).as(segment).isTrue());
	}

	@Test
	void aReservedCustomUrlIsRefusedInWords() {
		assertThatExceptionOfType(DistrictRefusedException.class)
			.isThrownBy(() -> this.districts.register(
					new DistrictRegistration(99, "logout", "Logout District", 1, "Ohio", "39", "LOGOUT", "Logout")))
			.withMessageContaining("logout");
		assertThat(this.districts.findByTenantId(99)).isEmpty();
	}

	@Test
	void theSignInPageIsFoundInAnyCaseAndAnUnknownOneIsNot() {
		Http http = new Http(this.base);

		assertThat(http.get("/LincolnUSD").status()).isEqualTo(200);
		Page unknown = http.get("/nobody-has-this", "Accept", "text/html");
		assertThat(unknown.status()).isEqualTo(404);
		assertThat(unknown.html().select("a[href='/']")).isNotEmpty();
	}

}
