package org.rollcall.testcontainers;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses a port before the server starts, because the server's name, the issuer, has it in it. Where neither Docker nor an
 * operating system gives ports away by themselves, so that nobody takes it until the server does.
 */
final class HostPort {

	private static final int FIRST = 20_000;

	private static final int COUNT = 10_000;

	private HostPort() {
	}

	/**
	 * Returns a port on which nothing listens here.
	 */
	static int free() {
		while (true) {
			int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
			if (isFree(port)) {
				return port;
			}
		}
	}

	/**
	 * Returns the same port for the same {@code seed}, whether something listens there or not: what runs there may be what is
	 * looked for.
	 */
	static int of(int seed) {
		return FIRST + Math.floorMod(seed, COUNT);
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port)) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Tells whether something did not start because somebody else had its port, as Docker says it on Linux, Mac and Windows.
	 */
	static boolean isTaken(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage()).toLowerCase(java.util.Locale.ROOT);
			if (message.contains("port is already allocated") || message.contains("address already in use")
					|| message.contains("ports are not available")) {
				return true;
			}
		}
		return false;
	}

}
