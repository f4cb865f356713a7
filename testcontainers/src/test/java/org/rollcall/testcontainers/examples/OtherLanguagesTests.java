package org.rollcall.testcontainers.examples;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.rollcall.testcontainers.NeedsServer;
import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.junit.RollcallTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The examples for those who have no JVM really run.
 */
@NeedsServer
@RollcallTest
class OtherLanguagesTests {

	@Test
	void node(Rollcall rollcall) throws Exception {
		assertThat(run(rollcall, "examples/node", "node", "--test", "--test-reporter=tap")).contains("# pass 3", "# fail 0");
	}

	@Test
	void python(Rollcall rollcall) throws Exception {
		assertThat(run(rollcall, "examples/python", "python3", "-B", "-m", "unittest")).contains("Ran 3 tests", "OK");
	}

	private static String run(Rollcall rollcall, String folder, String... command) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(command).directory(new File(folder)).redirectErrorStream(true);
		builder.environment().put("ROLLCALL_URL", rollcall.getBaseUrl());
		builder.environment().put("ROLLCALL_ADMIN_KEY", rollcall.getAdminKey());
		Process process;
		try {
			process = builder.start();
		}
		catch (IOException ex) {
			assertThat(System.getenv("CI")).as("%s is missing: %s", command[0], ex.getMessage()).isNotEqualTo("true");
			return abort("SKIPPED, for there is no " + command[0] + " here");
		}
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
