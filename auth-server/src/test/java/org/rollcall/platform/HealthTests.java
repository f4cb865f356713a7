package org.rollcall.platform;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said to those who watch over the server. That it is not ready without its database is in
 * {@code DatabaseOutageTests}.
 */
@RollcallTest
class HealthTests {

	@Autowired
	private ApplicationContext server;

	private Http watcher;

	@BeforeEach
	void open(@Value("${server.port}") int port) {
		this.watcher = new Http("http://localhost:" + port);
	}

	@AfterEach
	void getWell() {
		AvailabilityChangeEvent.publish(this.server, LivenessState.CORRECT);
		AvailabilityChangeEvent.publish(this.server, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void aServerThatRunsIsAliveAndReady() {
		assertThatItSays("/livez", 200, "Rollcall is alive.\n");
		assertThatItSays("/readyz", 200, "Rollcall is ready.\n");
	}

	@Test
	void aServerThatStartsOrStopsIsAliveButNotReady() {
		AvailabilityChangeEvent.publish(this.server, ReadinessState.REFUSING_TRAFFIC);
		assertThatItSays("/livez", 200, "Rollcall is alive.\n");
		assertThatItSays("/readyz", 503, "Rollcall is starting or stopping.\n");
	}

	@Test
	void aServerThatIsBrokenSaysSo() {
		AvailabilityChangeEvent.publish(this.server, LivenessState.BROKEN);
		assertThatItSays("/livez", 503, "Rollcall cannot go on and must be started anew.\n");
	}

	@Test
	void askingChangesNothingAndNothingElseIsTaken() {
		assertThat(this.watcher.get("/readyz").headers().allValues("Set-Cookie")).isEmpty();
		Page answer = this.watcher.post("/readyz", Map.of());
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
	}

	private void assertThatItSays(String path, int status, String sentence) {
		Page answer = this.watcher.get(path);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).isEqualTo(sentence);
		assertThat(answer.header("Content-Type")).startsWith("text/plain");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
	}

}
