package org.rollcall.adversity;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rollcall.RollcallApplication;
import org.rollcall.journey.App;
import org.rollcall.journey.FreshServer;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.TestDatabase;
import org.rollcall.journey.Visitor;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The database goes away and comes back: requests fail in the caller's language, and recover without a restart.
 */
class DatabaseOutageTests {

	private static final App APP = App.LINCOLN_READER;

	private static Proxy proxy;

	private static ConfigurableApplicationContext server;

	private static String base;

	@BeforeAll
	static void start(@TempDir Path data) throws Exception {
		URI database = URI.create(TestDatabase.create().substring("jdbc:".length()));
		proxy = new Proxy(database.getPort());
		int port = FreshServer.freePort();
		base = "http://localhost:" + port;
		server = new SpringApplicationBuilder(RollcallApplication.class).profiles("demo")
			.run("--server.port=" + port, "--rollcall.data-directory=" + data,
					"--spring.datasource.url=jdbc:postgresql://localhost:" + proxy.port() + database.getPath(),
					"--spring.datasource.username=postgres", "--spring.datasource.password=",
					"--spring.datasource.hikari.connection-timeout=500", "--rollcall.keys.refresh=500ms");
	}

	@AfterAll
	static void stop() {
		server.close();
		proxy.close();
	}

	@AfterEach
	void comesBack() {
		proxy.restore();
		await().atMost(Duration.ofSeconds(30)).until(() -> new Http(base).get("/lincolnusd").status() == 200);
	}

	@Test
	void whileTheDatabaseIsAwayEverybodyIsToldInTheirLanguageAndAfterwardsNothingIsLost() {
		Visitor teacher = Visitor.teacher(base).signIn();
		String accessToken = teacher.tokens(APP).json().get("access_token").asString();
		String code = teacher.code(APP);

		proxy.cut();

		assertThatIsAPage(teacher.http().get(APP.authorizeUrl(), "Accept", "text/html"));
		assertThatIsAPage(teacher.http().get("/lincolnusd", "Accept", "text/html"));
		assertThatIsAPage(teacher.http().get("/home", "Accept", "text/html"));
		assertThatIsAPage(teacher.http().get("/logout", "Accept", "text/html"));
		Page info = teacher.http().get("/v2/my/info", "Authorization", "Bearer " + accessToken, "Accept", "text/html");
		assertThat(info.status()).isEqualTo(503);
		assertThat(info.header("Retry-After")).isEqualTo("5");
		assertThat(info.json().get("message").asString()).contains("Try again");
		Page token = APP.token(teacher.http(), "code", code);
		assertThat(token.status()).isEqualTo(503);
		assertThat(token.header("Content-Type")).isEqualTo("application/json");
		assertThat(token.json().get("error").asString()).isEqualTo("temporarily_unavailable");
		assertThat(teacher.http().get("/oauth2/v2/jwks").json().get("keys")).isNotEmpty();
		assertThat(teacher.http().get("/.well-known/openid-configuration").json().get("issuer").asString()).isEqualTo(base);

		proxy.restore();

		await().atMost(Duration.ofSeconds(30))
			.until(() -> teacher.http().get("/v2/my/info", "Authorization", "Bearer " + accessToken).status() == 200);
		assertThat(APP.token(teacher.http(), "code", code).status()).isEqualTo(200);
		assertThat(Http.parameter(teacher.http().get(APP.authorizeUrl("prompt", "none")).location(), "code")).isNotBlank();
		assertThat(Visitor.student(base).tokens(APP).status()).isEqualTo(200);
	}

	@Test
	void whileTheDatabaseIsAwayTheServerIsAliveButNotReady() {
		Http watcher = new Http(base);
		assertThat(watcher.get("/readyz").status()).isEqualTo(200);

		proxy.cut();

		Page ready = watcher.get("/readyz");
		assertThat(ready.status()).isEqualTo(503);
		assertThat(ready.body()).isEqualTo("The database does not answer at the moment. Try again shortly; nothing was lost.\n");
		assertThat(watcher.get("/livez").status()).isEqualTo(200);

		proxy.restore();

		await().atMost(Duration.ofSeconds(30)).until(() -> watcher.get("/readyz").status() == 200);
	}

	@Test
	void aSignInThatTheDatabaseDidNotKeepLeavesTheBrowserAsItWas() {
		Visitor teacher = Visitor.teacher(base).signIn();
		Page form = teacher.http().get("/lincolnusd?loggedout=1");

		proxy.cut();

		Page answer = teacher.submitSignIn(form, Visitor.PASSWORD);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith("rollcall="));

		proxy.restore();

		await().atMost(Duration.ofSeconds(30)).until(() -> teacher.http().get("/home").status() == 200);
	}

	@Test
	void requestsThatAreUnderWayWhenTheConnectionsBreakGetNothingWorseThan503() {
		int people = 6;
		Set<String> worse = ConcurrentHashMap.newKeySet();
		Set<Thread> toldSo = ConcurrentHashMap.newKeySet();
		AtomicInteger successes = new AtomicInteger();
		AtomicBoolean enough = new AtomicBoolean();
		Visitor.teacher(base).tokens(APP);
		try (ExecutorService threads = Executors.newFixedThreadPool(people)) {
			for (int i = 0; i < people; i++) {
				Visitor teacher = Visitor.teacher(base).signIn();
				threads.submit(() -> {
					while (!enough.get()) {
						Page answer = teacher.http().get(APP.authorizeUrl());
						if (answer.status() == 302 && answer.header("Location").startsWith(App.CALLBACK + "?code=")) {
							answer = APP.token(teacher.http(), "code", Http.parameter(answer.location(), "code"));
						}
						switch (answer.status()) {
							case 200 -> successes.incrementAndGet();
							case 503 -> toldSo.add(Thread.currentThread());
							default -> worse.add(answer.status() + " " + answer.header("Location") + answer.body());
						}
					}
				});
			}
			try {
				for (int round = 0; round < 3; round++) {
					int before = successes.get();
					await("served").atMost(Duration.ofSeconds(60)).until(() -> successes.get() >= before + 5 * people);
					toldSo.clear();
					proxy.cut();
					await("told so").atMost(Duration.ofSeconds(60))
						.until(() -> toldSo.size() == people || !worse.isEmpty());
					proxy.restore();
				}
				int before = successes.get();
				await("served again").atMost(Duration.ofSeconds(60)).until(() -> successes.get() >= before + people);
			}
			finally {
				enough.set(true);
			}
		}
		assertThat(worse).isEmpty();
	}

	private static void assertThatIsAPage(Page answer) {
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.header("Retry-After")).isEqualTo("5");
		assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
		assertThat(answer.html().select("h1").text()).isNotBlank();
		assertThat(answer.body()).doesNotContain("Exception", "org.", "jdbc");
	}

}
