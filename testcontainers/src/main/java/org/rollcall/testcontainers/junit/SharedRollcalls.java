package org.rollcall.testcontainers.junit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.testcontainers.DockerClientFactory;

import org.rollcall.testcontainers.Rollcall;
import org.rollcall.testcontainers.RollcallContainer;
import org.rollcall.testcontainers.RollcallServer;
import org.rollcall.testcontainers.junit.RollcallTest.Where;

/**
 * The Rollcalls of a test run, one for each configuration.
 */
public final class SharedRollcalls {

	private static final Map<Key, Rollcall> RUNNING = new ConcurrentHashMap<>();

	private static final Map<Key, RuntimeException> FAILED = new ConcurrentHashMap<>();

	private SharedRollcalls() {
	}

	/**
	 * Returns the Rollcall that an annotation asks for, and starts it if it is the first to ask. What did not start once is not
	 * tried again: a hundred tests would wait for the same failure a hundred times.
	 * @throws IllegalStateException if it can run nowhere
	 */
	public static Rollcall get(RollcallTest annotation) {
		return RUNNING.computeIfAbsent(new Key(annotation.config(), where(annotation.in())), SharedRollcalls::startOnce);
	}

	private static Rollcall startOnce(Key key) {
		RuntimeException failure = FAILED.get(key);
		if (failure != null) {
			throw failure;
		}
		try {
			return start(key);
		}
		catch (RuntimeException ex) {
			FAILED.put(key, ex);
			throw ex;
		}
	}

	private static Where where(Where asked) {
		if (asked != Where.ANYWHERE) {
			return asked;
		}
		String named = System.getProperty("rollcall.in", System.getenv().getOrDefault("ROLLCALL_IN", "anywhere"));
		return switch (named) {
			case "container" -> Where.CONTAINER;
			case "process" -> Where.PROCESS;
			case "anywhere" -> DockerClientFactory.instance().isDockerAvailable() ? Where.CONTAINER : Where.PROCESS;
			default -> throw new IllegalStateException(
					"rollcall.in is '" + named + "'; it must be container, process or anywhere.");
		};
	}

	private static Rollcall start(Key key) {
		if (key.where() == Where.PROCESS) {
			RollcallServer server = new RollcallServer();
			return (key.config().isEmpty() ? server : server.withConfig(key.config())).start();
		}
		RollcallContainer container = new RollcallContainer();
		if (!key.config().isEmpty()) {
			container.withConfig(key.config());
		}
		container.start();
		return container;
	}

	/**
	 * Stops them all.
	 */
	static void stop() {
		FAILED.clear();
		for (Key key : RUNNING.keySet()) {
			Rollcall rollcall = RUNNING.remove(key);
			if (rollcall instanceof RollcallServer server) {
				server.stop();
			}
			else if (rollcall instanceof RollcallContainer container) {
				container.stop();
			}
		}
	}

	private record Key(String config, Where where) {
	}

}
