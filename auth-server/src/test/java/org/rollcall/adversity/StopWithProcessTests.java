package org.rollcall.adversity;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rollcall.journey.FreshServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A suite of tests is killed, and leaves neither a server nor a PostgreSQL behind.
 */
class StopWithProcessTests {

	@Test
	void theServerEndsInGoodOrderWhenTheOtherProcessDoes(@TempDir Path folder) throws Exception {
		Path data = folder.resolve("data");
		int port = FreshServer.freePort();
		Process suite = new ProcessBuilder("sleep", "600").start();
		try (ChildServer server = ChildServer.launch(folder.resolve("log"), "--server.port=" + port,
				"--rollcall.data-directory=" + data, "--rollcall.stop-with-process=" + suite.pid())) {
			server.awaitReady("http://localhost:" + port);
			assertThat(ChildServer.postmaster(data)).isPresent();
			suite.destroyForcibly();
			assertThat(server.awaitEnd()).isZero();
			await().until(() -> ChildServer.postmaster(data).isEmpty());
			assertThat(server.log()).contains("The process " + suite.pid() + " has ended, and Rollcall ends with it");
		}
		finally {
			suite.destroyForcibly();
		}
	}

	@Test
	void aServerThatIsEndedDuringItsStartLeavesNoPostgresBehind(@TempDir Path folder) throws Exception {
		Path data = folder.resolve("data");
		ChildServer server = ChildServer.launch(folder.resolve("log"), "--server.port=" + FreshServer.freePort(),
				"--rollcall.data-directory=" + data);
		try {
			await().atMost(Duration.ofSeconds(120)).until(() -> ChildServer.postmaster(data).isPresent());
		}
		finally {
			server.close();
		}
		assertThat(ChildServer.postmaster(data)).isEmpty();
	}

}
