package org.rollcall.adversity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rollcall.journey.App;
import org.rollcall.journey.FreshServer;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code kill -9} in the middle of a hundred flows, a restart on the same data folder, and every answer that was given still
 * holds.
 */
class KillNineTests {

	private static final App APP = App.LINCOLN_READER;

	private static final List<String> PEOPLE = List.of("tina.teacher", "sam.student", "pat.parent", "ada.admin",
			"sid.schooladmin");

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean killed = new AtomicBoolean();

	private final Queue<Signed> sessions = new ConcurrentLinkedQueue<>();

	private final Set<String> consents = ConcurrentHashMap.newKeySet();

	private final Queue<String> unusedCodes = new ConcurrentLinkedQueue<>();

	private final Queue<String> usedCodes = new ConcurrentLinkedQueue<>();

	private final Queue<Held> accessTokens = new ConcurrentLinkedQueue<>();

	private final Queue<String> idTokens = new ConcurrentLinkedQueue<>();

	private final Queue<String> refreshTokens = new ConcurrentLinkedQueue<>();

	private final Queue<String> usedRefreshTokens = new ConcurrentLinkedQueue<>();

	@Test
	void everyAnswerThatWasGivenStillHolds(@TempDir Path folder) throws Exception {
		Path data = folder.resolve("data");
		int port = FreshServer.freePort();
		String base = "http://localhost:" + port;
		String[] arguments = { "--spring.profiles.active=demo", "--server.port=" + port, "--rollcall.data-directory=" + data };
		try {
			String jwks;
			try (ChildServer first = ChildServer.launch(folder.resolve("first.log"), arguments).awaitReady(base)) {
				jwks = new Http(base).get("/oauth2/v2/jwks").body();
				AtomicInteger flows = new AtomicInteger();
				try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
					for (int i = 0; i < 100; i++) {
						String person = PEOPLE.get(i % PEOPLE.size());
						threads.submit(() -> {
							try {
								flow(base, person);
								flows.incrementAndGet();
							}
							catch (RuntimeException | AssertionError ex) {
								if (!this.killed.get()) {
									this.failures.add(ex);
								}
							}
						});
					}
					await().atMost(Duration.ofSeconds(120)).until(() -> flows.get() >= 50);
					this.killed.set(true);
					first.kill();
				}
				assertThat(this.failures).isEmpty();
				assertThat(flows).hasValueBetween(50, 99);
			}
			assertThat(ChildServer.postmaster(data)).as("the PostgreSQL that was left running").isPresent();
			try (ChildServer second = ChildServer.launch(folder.resolve("second.log"), arguments).awaitReady(base)) {
				assertThat(second.log()).contains("An earlier run left its PostgreSQL").doesNotContain("\tat ");
				assertThat(kids(new Http(base).get("/oauth2/v2/jwks").body())).isEqualTo(kids(jwks));
				verifyEverything(base);
			}
		}
		finally {
			ChildServer.endPostmaster(data);
		}
	}

	/**
	 * What a request may have changed is taken from the record before it is sent, and what it gave is added once its answer is
	 * here.
	 */
	private void flow(String base, String person) {
		Visitor visitor = new Visitor(base, "lincolnusd", person).signIn();
		this.sessions.add(new Signed(visitor.http(), person));
		String code = visitor.code(APP);
		this.consents.add(person);
		this.unusedCodes.add(visitor.code(APP));
		Page tokens = APP.token(visitor.http(), "code", code);
		assertThat(tokens.status()).isEqualTo(200);
		this.usedCodes.add(code);
		keep(tokens, person);
		String refreshToken = tokens.json().get("refresh_token").asString();
		Page refreshed = APP.token(visitor.http(), "grant_type", "refresh_token", "refresh_token", refreshToken);
		assertThat(refreshed.status()).isEqualTo(200);
		this.usedRefreshTokens.add(refreshToken);
		keep(refreshed, person);
		this.refreshTokens.add(refreshed.json().get("refresh_token").asString());
	}

	private void keep(Page tokens, String person) {
		this.accessTokens.add(new Held(tokens.json().get("access_token").asString(), person));
		this.idTokens.add(tokens.json().get("id_token").asString());
	}

	private void verifyEverything(String base) throws Exception {
		Http app = new Http(base);
		assertThat(this.sessions).hasSizeGreaterThanOrEqualTo(50).allSatisfy((session) -> {
			assertThat(code(session.http(), "openid")).isNotBlank();
			if (this.consents.contains(session.person())) {
				assertThat(code(session.http(), "openid profile email")).isNotBlank();
			}
		});
		assertThat(this.accessTokens).hasSizeGreaterThanOrEqualTo(100)
			.allSatisfy((held) -> assertThat(app.get("/v2/my/info", "Authorization", "Bearer " + held.token())
				.json()
				.path("LoginId")
				.asString("")).isEqualTo(held.person()));
		JWKSet keys = JWKSet.parse(app.get("/oauth2/v2/jwks").body());
		for (String idToken : this.idTokens) {
			SignedJWT jwt = SignedJWT.parse(idToken);
			assertThat(jwt.verify(new RSASSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey()))).isTrue();
		}
		assertThat(this.unusedCodes).hasSizeGreaterThanOrEqualTo(50)
			.allSatisfy((code) -> assertThat(APP.token(app, "code", code).status()).isEqualTo(200));
		assertThat(this.refreshTokens).hasSizeGreaterThanOrEqualTo(50)
			.allSatisfy((token) -> assertThat(
					APP.token(app, "grant_type", "refresh_token", "refresh_token", token).status()).isEqualTo(200));
		// a second use ends the family, so this comes last
		assertThat(this.usedRefreshTokens).allSatisfy((token) -> assertThat(
				APP.token(app, "grant_type", "refresh_token", "refresh_token", token).json().get("error").asString())
			.isEqualTo("invalid_grant"));
		assertThat(this.usedCodes).allSatisfy((code) -> assertThat(
				APP.token(app, "code", code).json().get("error").asString()).isEqualTo("invalid_grant"));
	}

	private static String code(Http http, String scope) {
		return Http.parameter(http.get(APP.authorizeUrl("prompt", "none", "scope", scope)).location(), "code");
	}

	private static Set<String> kids(String jwks) throws Exception {
		return JWKSet.parse(jwks).getKeys().stream().map(JWK::getKeyID).collect(Collectors.toSet());
	}

	private record Signed(Http http, String person) {

	}

	private record Held(String token, String person) {

	}

}
