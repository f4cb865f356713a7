package org.rollcall.contract;

import java.net.URI;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.client.Scope;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scopes of an authorization request (contract, section 2; section 7, row 4).
 */
class ScopeTests extends ContractTest {

	private static final App APP = App.LINCOLN_READER;

	@ParameterizedTest
	@ValueSource(strings = { "scope=profile,email,openid", "scope=profile%2Cemail%2Copenid", "scope=profile%20email%20openid",
			"scope=profile+email+openid", "scope=profile%2Bemail%2Bopenid", "scope=profile,%20email,%20%20openid,",
			"scope%5B%5D=profile&scope%5B%5D=email&scope%5B%5D=openid", "scope[]=profile&scope[]=email&scope[]=openid",
			"scope=profile&scope=email&scope=openid", "scope=profile,email&scope=email%20openid" })
	void areSplitAtSpacesAndCommasAndPlusesAndMayBeRepeated(String scope) { // 2, 7.4
		URI callback = teacher().allow("/oauth2/v2/auth?client_id=" + APP.clientId() + "&redirect_uri=" + App.CALLBACK
				+ "&response_type=code&" + scope);

		String code = Http.parameter(callback, "code");
		assertThat(code).as(callback.toString()).isNotNull();
		assertThat(text(APP.token(stranger(), "code", code).json(), "scope")).isEqualTo("profile email openid");
	}

	@Test
	void ofTheWholeCatalogueCanBeGranted() { // 4
		String all = String.join(" ", Scope.all());

		assertThat(text(tokens(APP, "scope", all), "scope")).isEqualTo(all);
		assertThat(Scope.all()).containsExactlyInAnyOrder("openid", "profile", "email", "oneroster", "full", "classes",
				"classes.readonly", "admin", "inbox", "files", "roster.read", "oneroster.read", "roster.users.basic",
				"roster.schools.basic", "roster.orgs.basic", "roster.classes.basic", "roster.enrollments.basic",
				"roster.grades.read", "roster.grades.write", "roster.demographics.read", "api.gateway.access");
	}

	@ParameterizedTest
	@ValueSource(strings = { "no.such.scope", "openid no.such.scope", "OPENID", "offline_access", "profile\"", "<b>" })
	void thatDoNotExistAreInvalidScope(String scope) { // 2
		assertInvalidScope(teacher().allow(APP.authorizeUrl("scope", scope, "state", "z")));
	}

	@Test
	void thatTheAppIsNotRegisteredForAreInvalidScope() { // 2
		App narrow = newApp(Set.of("openid", "profile"));

		assertInvalidScope(teacher().allow(narrow.authorizeUrl("scope", "openid profile email", "state", "z")));
		assertThat(text(tokens(narrow, "scope", "openid profile"), "scope")).isEqualTo("openid profile");
	}

	@Test
	void areRequired() { // 2
		assertInvalidScope(teacher().allow(APP.authorizeUrl("scope", null, "state", "z")));
		assertInvalidScope(teacher().allow(APP.authorizeUrl("scope", "", "state", "z")));
		assertInvalidScope(teacher().allow(APP.authorizeUrl("scope", " , ", "state", "z")));
	}

	private static void assertInvalidScope(URI callback) {
		assertThat(callback.toString()).startsWith(App.CALLBACK + "?error=invalid_scope&error_description=");
		assertThat(Http.parameter(callback, "error_description")).matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
		assertThat(Http.parameter(callback, "state")).isEqualTo("z");
	}

}
