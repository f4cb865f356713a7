package org.rollcall.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rollcall.sample.Browser.Page;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.ClientHttpRequestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** No id_token is believed that is not signed by the server, for this app, for this sign-in, and now. */
class IdTokenTests extends SampleClientTest {

	@Autowired
	SampleProperties properties;

	@Autowired
	ClientHttpRequestFactory requests;

	@Test
	void aWrongNonceIsRefused() {
		classLink.changeClaims((claims) -> claims.claim("nonce", "of-another-sign-in"));
		assertRefused("nonce");
	}

	@Test
	void aMissingNonceIsRefused() {
		classLink.changeClaims((claims) -> claims.claim("nonce", null));
		assertRefused("nonce");
	}

	@Test
	void anIdTokenForAnotherAppIsRefused() {
		classLink.changeClaims((claims) -> claims.audience("c1700000000001someoneelse"));
		assertRefused("audience");
	}

	@Test
	void anIdTokenForUsAndAnotherAppIsRefused() {
		classLink.changeClaims((claims) -> claims.audience(List.of(FakeClassLink.CLIENT_ID, "c1700000000001")));
		assertRefused("audience");
	}

	@Test
	void anIdTokenForNobodyIsRefused() {
		classLink.changeClaims((claims) -> claims.audience((String) null));
		assertRefused("audience");
	}

	@Test
	void anIdTokenOfAnotherIssuerIsRefused() {
		classLink.changeClaims((claims) -> claims.issuer("https://evil.example"));
		assertRefused("issuer");
	}

	@Test
	void anExpiredIdTokenIsRefused() {
		Instant past = Instant.now().minusSeconds(3600);
		classLink.changeClaims((claims) -> claims.issueTime(Date.from(past.minusSeconds(60)))
			.expirationTime(Date.from(past)));
		assertRefused("expiry");
	}

	@Test
	void anIdTokenThatNeverExpiresIsRefused() {
		classLink.changeClaims((claims) -> claims.expirationTime(null));
		assertRefused("expiry");
	}

	@Test
	void anIdTokenSignedWithAForeignKeyIsRefused() {
		classLink.signWithForeignKey("fake-1");
		assertRefused("signature");
	}

	@Test
	void anIdTokenSignedWithAnUnknownKeyIsRefused() {
		classLink.signWithForeignKey("unknown");
		assertRefused("signature");
	}

	@Test
	void anUnsignedIdTokenIsRefused() {
		// {"alg":"none"}
		classLink.changeTokenAnswer((answer) -> answer.computeIfPresent("id_token",
				(name, token) -> "eyJhbGciOiJub25lIn0." + ((String) token).split("\\.")[1] + "."));
		assertRefused("signature");
	}

	@Test
	void anIdTokenThatIsNoneIsRefused() {
		classLink.changeTokenAnswer((answer) -> answer.put("id_token", "not.a.token"));
		assertRefused("signature");
	}

	@Test
	void aMissingIdTokenIsRefusedWhenOpenidWasAskedFor() {
		classLink.changeTokenAnswer((answer) -> answer.remove("id_token"));
		assertRefused("missing");
	}

	@Test
	void anIdTokenOfSomebodyElseThanTheAccessTokenIsRefused() {
		classLink.changeClaims((claims) -> claims.subject("1"));
		assertRefused("subject");
	}

	@Test
	void theServersKeysAreMissedByName() {
		classLink.breakKeys();
		// of its own, because the app's may have the keys in its memory
		IdTokenVerifier verifier = new IdTokenVerifier(properties, requests, InstantSource.system());
		assertThatExceptionOfType(SignInFailure.class).isThrownBy(() -> verifier.verify(classLink.idToken("n"), "n"))
			.satisfies((failure) -> assertThat(failure.said().error()).isEqualTo("keys"));
	}

	@Test
	void clocksMayBeAMinuteApart() {
		String idToken = classLink.idToken("n");
		Instant end = Instant.now().plus(Duration.ofDays(1));
		assertThat(verifierAt(end.plusSeconds(50)).verify(idToken, "n").getSubject()).isEqualTo("8708718");
		assertThatExceptionOfType(SignInFailure.class)
			.isThrownBy(() -> verifierAt(end.plusSeconds(70)).verify(idToken, "n"))
			.satisfies((failure) -> assertThat(failure.said().error()).isEqualTo("expiry"));
	}

	private IdTokenVerifier verifierAt(Instant moment) {
		return new IdTokenVerifier(properties, requests, InstantSource.fixed(moment));
	}

	private void assertRefused(String check) {
		Map<String, String> request = browser.beginSignIn();
		Page callback = browser.comeBack(classLink, request);
		assertThat(callback.status()).isEqualTo(502);
		assertThat(callback.text()).contains("We cannot be sure who you are").contains("<code>" + check + "</code>");
		assertThat(browser.isSignedIn()).isFalse();
	}

}
