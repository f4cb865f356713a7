package org.rollcall.adversity;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the way to a local port that can be cut and restored. While it is cut, connections are refused.
 */
final class Proxy implements AutoCloseable {

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final int target;

	private final int port;

	private ServerSocket server;

	Proxy(int target) {
		this.target = target;
		this.server = listen(0);
		this.port = this.server.getLocalPort();
	}

	int port() {
		return this.port;
	}

	synchronized void cut() {
		close(this.server);
		this.sockets.forEach(Proxy::close);
		this.sockets.clear();
	}

	synchronized void restore() {
		if (this.server.isClosed()) {
			this.server = listen(this.port);
		}
	}

	@Override
	public void close() {
		cut();
	}

	private ServerSocket listen(int port) {
		try {
			ServerSocket listening = new ServerSocket();
			listening.setReuseAddress(true);
			listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			Thread.startVirtualThread(() -> accept(listening));
			return listening;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(ServerSocket listening) {
		try {
			while (true) {
				Socket near = listening.accept();
				Socket far = new Socket(InetAddress.getLoopbackAddress(), this.target);
				synchronized (this) {
					this.sockets.add(near);
					this.sockets.add(far);
					if (listening.isClosed()) {
						cut();
					}
				}
				Thread.startVirtualThread(() -> copy(near, far));
				Thread.startVirtualThread(() -> copy(far, near));
			}
		}
		catch (IOException ex) {
			// cut
		}
	}

	private void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// cut
		}
		this.sockets.remove(from);
		this.sockets.remove(to);
	}

	private static void close(Closeable closeable) {
		try {
			closeable.close();
		}
		catch (IOException ex) {
			// closed is closed
		}
	}

}
