package org.rollcall.testcontainers;

import java.time.Duration;

import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/**
 * Waits until {@code /readyz} answers. Testcontainers' own check asks once a second, which is as long as the whole start may
 * take; and it waits a full minute for a server that has already said what is wrong and ended.
 */
final class ReadyCheck extends AbstractWaitStrategy {

	private static final int PAUSE = 20;

	private static final int PAUSES_BETWEEN_LOOKS = 10;

	private final int port;

	ReadyCheck(int port) {
		this.port = port;
	}

	@Override
	protected void waitUntilReady() {
		WaitStrategyTarget target = this.waitStrategyTarget;
		String url = "http://" + target.getHost() + ":" + target.getMappedPort(this.port) + "/readyz";
		long end = System.nanoTime() + this.startupTimeout.toNanos();
		for (int pauses = 1; !Http.isOk(url); pauses++) {
			if (pauses % PAUSES_BETWEEN_LOOKS == 0 && !target.isRunning()) {
				throw StartupFailure.of(target.getLogs());
			}
			if (System.nanoTime() > end) {
				throw new ContainerLaunchException(
						"Rollcall was not ready within " + seconds(this.startupTimeout) + ": " + url + " did not answer 200.");
			}
			pause();
		}
	}

	private static String seconds(Duration duration) {
		return duration.toSeconds() + " seconds";
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ContainerLaunchException("Interrupted while waiting for Rollcall", ex);
		}
	}

}
