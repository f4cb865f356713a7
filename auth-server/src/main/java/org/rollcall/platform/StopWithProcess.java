package org.rollcall.platform;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Ends the server when another process ends, however that came about: the tests that started it, of which
 * {@code rollcall.stop-with-process} is the process id.
 */
@Component
class StopWithProcess {

	private static final Logger logger = LoggerFactory.getLogger(StopWithProcess.class);

	/**
	 * @throws StartupProblem if there is no such process
	 */
	StopWithProcess(@Value("${rollcall.stop-with-process:}") @Nullable Long pid) {
		if (pid != null) {
			stopWith(pid);
		}
	}

	private static void stopWith(long pid) {
		ProcessHandle process = ProcessHandle.of(pid)
			.filter((handle) -> handle.pid() != ProcessHandle.current().pid())
			.orElseThrow(() -> new StartupProblem("rollcall.stop-with-process is " + pid + ", and there is no such process.",
					"Give it the id of the process that starts Rollcall, or leave it out."));
		process.onExit().thenRun(() -> {
			logger.info("The process {} has ended, and Rollcall ends with it", pid);
			System.exit(0);
		});
	}

}
