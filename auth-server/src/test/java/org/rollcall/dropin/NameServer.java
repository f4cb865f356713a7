package org.rollcall.dropin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Leads every name and its port 443 to one local port, as a network alias does: a proxy that only knows CONNECT. The TLS within
 * is the client's own, under the name that it wanted.
 */
final class NameServer implements AutoCloseable {

	private final ServerSocket socket;

	private final int port;

	NameServer(int port) throws IOException {
		this.port = port;
		this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().start(this::accept);
	}

	/**
	 * Returns a client that trusts {@code root} and nobody else.
	 */
	HttpClient.Builder client(X509Certificate root) {
		return HttpClient.newBuilder()
			.proxy(ProxySelector.of(new InetSocketAddress(this.socket.getInetAddress(), this.socket.getLocalPort())))
			.sslContext(trusting(root));
	}

	static SSLContext trusting(X509Certificate root) {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			store.setCertificateEntry("root", root);
			TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
			trust.init(store);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket client = this.socket.accept();
				Thread.ofVirtual().start(() -> tunnel(client));
			}
			catch (IOException ex) {
				// closed
			}
		}
	}

	private void tunnel(Socket client) {
		try (client; Socket server = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			BufferedReader request = new BufferedReader(
					new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1), 1);
			for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
				// a name is as good as any other
			}
			client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			Thread back = Thread.ofVirtual().start(() -> copy(server, client));
			copy(client, server);
			back.join();
		}
		catch (IOException ex) {
			// one side has hung up
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			in.transferTo(out);
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// one side has hung up
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
