package org.rollcall.contract;

import java.net.URI;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientType;
import org.rollcall.client.Clients;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Lifetimes;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PKCE (contract, sections 2 and 3; RFC 7636).
 */
class PkceTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@Autowired
	private Clients clients;

	@Test
	void isAcceptedFromAConfidentialApp() { // 2, 3
		assertThat(APP.token(stranger(), "code", code(), "code_verifier", App.VERIFIER).status()).isEqualTo(200);
	}

	@Test
	void isAcceptedFromAnExactApp() { // 2, 3
		String code = teacher().code(App.LEGACY_READER, "code_challenge", App.CHALLENGE, "code_challenge_method", "S256");

		assertThat(App.LEGACY_READER.token(stranger(), "code", code, "code_verifier", App.VERIFIER).status())
			.isEqualTo(200);
	}

	@Test
	void theVerifierIsRequiredWhenAChallengeWasSent() { // 3
		TokenEndpointTests.assertError(APP.token(stranger(), "code", code()), 400, "invalid_grant");
	}

	@ParameterizedTest
	@ValueSource(strings = { "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
			"short", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk " })
	void theVerifierMustBelongToTheChallenge(String verifier) { // 3
		TokenEndpointTests.assertError(APP.token(stranger(), "code", code(), "code_verifier", verifier), 400,
				"invalid_grant");
	}

	@Test
	void theVerifierIsNotForACodeWithoutAChallenge() { // 3
		TokenEndpointTests.assertError(APP.token(stranger(), "code", teacher().code(APP), "code_verifier", App.VERIFIER),
				400, "invalid_grant");
	}

	@Test
	void aConfidentialAppMayDoWithout() { // 2, 7.3
		assertThat(APP.token(stranger(), "code", teacher().code(APP)).status()).isEqualTo(200);
	}

	@Test
	void aConfidentialAppThatIsRegisteredForItMayNotDoWithout() { // 2, "Enable PKCE"
		App app = newApp();
		this.clients.register(new ClientRegistration(app.clientId(), app.clientSecret(), "Strict Reader", ClientType.CONFIDENTIAL,
				Fidelity.EXTENDED, true, List.of(App.CALLBACK), List.of(), Set.of("profile"),
				Lifetimes.DEFAULT, true));

		assertInvalidRequest(teacher().allow(app.authorizeUrl("scope", "profile", "state", "z")));
	}

	@Test
	void aPublicAppMayNotDoWithout() { // 2
		assertInvalidRequest(teacher().allow(App.MOBILE_READER.authorizeUrl("code_challenge", null, "code_challenge_method",
				null, "state", "z")));
	}

	@Test
	void aPublicAppsCodeIsNoGoodWithoutTheVerifier() { // 3
		Page refused = App.MOBILE_READER.token(stranger(), "code", teacher().code(App.MOBILE_READER));

		TokenEndpointTests.assertError(refused, 400, "invalid_grant");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, plain",
			"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, none", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, s256",
			"abc, S256", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=, S256", "none, S256" })
	void isS256AndNothingElse(String challenge, String method) { // 2
		assertInvalidRequest(teacher().allow(APP.authorizeUrl("code_challenge", challenge, "code_challenge_method", method,
				"state", "z")));
	}

	private String code() {
		return teacher().code(APP, "code_challenge", App.CHALLENGE, "code_challenge_method", "S256");
	}

	private static void assertInvalidRequest(URI callback) {
		assertThat(callback.toString()).startsWith(App.CALLBACK + "?error=invalid_request&error_description=");
		assertThat(Http.parameter(callback, "state")).isEqualTo("z");
	}

}
