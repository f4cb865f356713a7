package org.rollcall.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClientRegistrationTests {

	private static final String ID = "c17000000000000123456789abcdef0123456789abcdef";

	private static final ClientSecret SECRET = ClientSecret.of("00112233445566778899aabbccddeeff");

	@ParameterizedTest
	@ValueSource(strings = { "https://reader.example/callback", "http://localhost:9001/callback?next=%2Fhome",
			"http://127.0.0.1/cb", "http://[::1]:8080/cb", "com.example.reader:/callback" })
	void aRedirectUriThatLeadsToTheAppIsTaken(String uri) {
		assertThat(register(uri).redirectUris()).containsExactly(uri);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/callback", "callback", "https://reader.example/callback#top", "https:///callback", "javascript:alert(1)", "JavaScript:alert(1)",
			"data:text/html,x", "https://user@reader.example/callback", "https://reader example/callback" })
	void aRedirectUriThatCouldLeadElsewhereIsRefused(String uri) {
		assertThatIllegalArgumentException().isThrownBy(() -> register(uri)).withMessageContaining("redirect URI '" + uri);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://reader.example/callback", "HTTP://reader.example/callback" })
	void aCodeMayBeReadOnItsWayToARedirectUriWithoutHttps(String uri) {
		assertThatIllegalArgumentException().isThrownBy(() -> RedirectUris.requireSecure(uri))
			.withMessageContaining("only localhost may do without https");
	}

	@Test
	void inAFormOnlyLocalhostMayDoWithoutHttpsAndOnlyANativeAppHasASchemeOfItsOwn() {
		assertThat(RedirectUris.fault("http://reader.example/cb", AppKind.WEB)).contains(RedirectUris.Fault.NOT_SECURE);
		assertThat(RedirectUris.fault("http://localhost:8080/cb", AppKind.WEB)).isEmpty();
		assertThat(RedirectUris.fault("com.example.reader:/cb", AppKind.WEB)).contains(RedirectUris.Fault.OWN_SCHEME);
		assertThat(RedirectUris.fault("com.example.reader:/cb", AppKind.NATIVE)).isEmpty();
		assertThat(RedirectUris.fault("https://reader.example/*", AppKind.NATIVE)).contains(RedirectUris.Fault.WILDCARD);
		assertThat(RedirectUris.fault("https://reader.example/cb#", AppKind.WEB)).contains(RedirectUris.Fault.FRAGMENT);
	}

	@Test
	void aPublicAppHasNoSecretAndMustUsePkce() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ClientRegistration(ID, SECRET, "Reader",
				ClientType.PUBLIC, Fidelity.EXTENDED, true, List.of("https://a.example/"), List.of(), Set.of(), Lifetimes.DEFAULT, true));
		assertThatIllegalArgumentException().isThrownBy(() -> new ClientRegistration(ID, null, "Reader", ClientType.PUBLIC,
				Fidelity.EXTENDED, false, List.of("https://a.example/"), List.of(), Set.of(), Lifetimes.DEFAULT, true));
	}

	@Test
	void onlyAMachineHasAScopeThatNoPersonCanAllow() {
		assertThat(robot(Fidelity.EXTENDED, TokenFormat.OPAQUE, Lifetimes.DEFAULT).scopes()).containsExactly("people.read");
		assertThatIllegalArgumentException().isThrownBy(() -> register("https://a.example/").withScopes(Set.of("people.read")))
			.withMessageContaining("machine");
	}

	@Test
	void aJwtIsNotForAnExactAppAndDoesNotOutliveItsKey() {
		Lifetimes long31 = new Lifetimes(Duration.ofDays(31), Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));
		assertThat(robot(Fidelity.EXTENDED, TokenFormat.JWT, Lifetimes.DEFAULT).tokenFormat()).isEqualTo(TokenFormat.JWT);
		assertThatIllegalArgumentException().isThrownBy(() -> robot(Fidelity.EXACT, TokenFormat.JWT, Lifetimes.DEFAULT))
			.withMessageContaining("opaque");
		assertThatIllegalArgumentException().isThrownBy(() -> robot(Fidelity.EXTENDED, TokenFormat.JWT, long31))
			.withMessageContaining("30 days");
		assertThat(robot(Fidelity.EXTENDED, TokenFormat.OPAQUE, long31).lifetimes()).isEqualTo(long31);
	}

	private static ClientRegistration robot(Fidelity fidelity, TokenFormat tokenFormat, Lifetimes lifetimes) {
		return new ClientRegistration(ID, SECRET, "Robot", ClientType.CONFIDENTIAL, fidelity, false, List.of(), List.of(),
				Set.of("people.read"), lifetimes, true, AppKind.MACHINE, tokenFormat);
	}

	@Test
	void aSecretWithFewerThan128BitsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ClientSecret.of("0011")).withMessageContaining("128");
	}

	@Test
	void theBroadScopesImplyTheNarrowOnes() {
		assertThat(Scope.effective(Set.of("full"))).contains(Scope.PROFILE, Scope.EMAIL, Scope.CLASSES_READONLY,
				Scope.ROSTER_READ, Scope.ROSTER_GRADES_READ)
			.doesNotContain(Scope.ADMIN, Scope.FILES, Scope.INBOX, Scope.OPENID);
		assertThat(Scope.effective(Set.of("roster.read", "no.such"))).contains(Scope.ROSTER_USERS_BASIC)
			.doesNotContain(Scope.ONEROSTER);
	}

	private static ClientRegistration register(String redirectUri) {
		return new ClientRegistration(ID, SECRET, "Reader", ClientType.CONFIDENTIAL, Fidelity.EXTENDED, false,
				List.of(redirectUri), List.of(), Set.of("openid"), Lifetimes.DEFAULT, true);
	}

}
