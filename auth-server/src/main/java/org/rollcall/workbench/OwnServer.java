package org.rollcall.workbench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.RollcallProperties;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * This very server, over HTTP, at the port that it really listens on and under the names that browsers and apps use: those may
 * lead elsewhere from here, or nowhere. No HTTP client of Java's lets one send another name than the one that it resolves, so
 * this is HTTP 1.0 over a socket: one request, one answer, no chunks.
 */
@Component
@WorkbenchOnly
class OwnServer {

	private static final int PATIENCE_MILLISECONDS = 30_000;

	private final RollcallProperties properties;

	private volatile @Nullable Listening listening;

	OwnServer(RollcallProperties properties) {
		this.properties = properties;
	}

	/**
	 * Of two ports, one with TLS and one without, the one that browsers come by.
	 */
	@EventListener
	void listening(WebServerInitializedEvent event) {
		if (!StringUtils.hasLength(event.getApplicationContext().getServerNamespace())
				&& event.getWebServer() instanceof TomcatWebServer tomcat) {
			boolean secure = this.properties.frontChannelUrl().startsWith("https:");
			List<Connector> connectors = Arrays.stream(tomcat.getTomcat().getService().findConnectors())
				.filter((connector) -> connector.getLocalPort() > 0)
				.toList();
			this.listening = connectors.stream()
				.filter((connector) -> connector.getSecure() == secure)
				.findFirst()
				.or(() -> connectors.stream().findFirst())
				.map(OwnServer::listening)
				.orElse(null);
		}
	}

	private static Listening listening(Connector connector) {
		InetAddress bound = (connector.getProperty("address") instanceof InetAddress own && !own.isAnyLocalAddress()) ? own
				: InetAddress.getLoopbackAddress();
		return new Listening(new InetSocketAddress(bound, connector.getLocalPort()), connector.getSecure());
	}

	/** Sends what a browser would. */
	Answer browse(String pathAndQuery, String cookies) {
		return send("GET", this.properties.frontChannelUrl(), pathAndQuery, Map.of("Cookie", cookies), "");
	}

	/** Sends a form as a browser would. */
	Answer submit(String pathAndQuery, String cookies, String form) {
		return send("POST", this.properties.frontChannelUrl(), pathAndQuery, Map.of("Cookie", cookies), form);
	}

	/** Sends a form as an app's server would. */
	Answer call(String path, String form) {
		return send("POST", this.properties.backChannelUrl(), path, Map.of(), form);
	}

	private Answer send(String method, String url, String pathAndQuery, Map<String, String> headers, String form) {
		Listening server = Optional.ofNullable(this.listening)
			.orElseThrow(() -> new WorkbenchFault(HttpStatus.SERVICE_UNAVAILABLE, "The server is not listening yet. Try again."));
		URI name = URI.create(url);
		StringBuilder request = new StringBuilder(method + " " + pathAndQuery + " HTTP/1.0\r\n");
		line(request, "Host", name.getRawAuthority());
		line(request, "X-Forwarded-Proto", name.getScheme());
		line(request, "Accept-Language", "en");
		headers.forEach((header, value) -> line(request, header, value));
		if (method.equals("POST")) {
			line(request, "Content-Type", "application/x-www-form-urlencoded");
			line(request, "Content-Length", Integer.toString(form.length()));
		}
		try (Socket socket = connect(server, name.getHost())) {
			socket.getOutputStream().write((request + "\r\n" + form).getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().flush();
			return answer(socket);
		}
		catch (IOException ex) {
			throw new WorkbenchFault(HttpStatus.BAD_GATEWAY, "The workbench did not get an answer from its own server at "
					+ server.address() + ": " + ((ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName()));
		}
	}

	/** What came from outside was percent-encoded before; a line break here would begin a header of somebody else's. */
	private static void line(StringBuilder request, String header, String value) {
		if (!value.chars().allMatch((c) -> c >= 0x20 && c < 0x7f)) {
			throw new IllegalArgumentException("not fit for the header " + header);
		}
		request.append(header).append(": ").append(value).append("\r\n");
	}

	private static Socket connect(Listening server, String host) throws IOException {
		Socket socket = new Socket();
		try {
			socket.setSoTimeout(PATIENCE_MILLISECONDS);
			socket.connect(server.address(), PATIENCE_MILLISECONDS);
			if (!server.secure()) {
				return socket;
			}
			SSLSocket tls = (SSLSocket) ofOurself().getSocketFactory().createSocket(socket, host, server.address().getPort(), true);
			if (!host.contains(":") && !host.matches("[0-9.]+")) {
				SSLParameters parameters = tls.getSSLParameters();
				parameters.setServerNames(List.of(new SNIHostName(host)));
				tls.setSSLParameters(parameters);
			}
			return tls;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private static Answer answer(Socket socket) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		socket.getInputStream().transferTo(bytes);
		String[] parts = bytes.toString(StandardCharsets.UTF_8).split("\r\n\r\n", 2);
		List<String> lines = parts[0].lines().toList();
		if (parts.length < 2 || !lines.getFirst().matches("HTTP/1\\.[01] [0-9]{3}.*")) {
			throw new IOException("what came is not HTTP");
		}
		return new Answer(Integer.parseInt(lines.getFirst().substring(9, 12)), lines.subList(1, lines.size()), parts[1]);
	}

	/**
	 * The port is our own, so nobody else can answer there; and the certificate is for other names than this machine's.
	 */
	private static SSLContext ofOurself() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new AnyCertificate() }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java runtime has TLS", ex);
		}
	}

	private static final class AnyCertificate extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
			// see above
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
			// see above
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
			// see above
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
			// see above
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
			// see above
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
			// see above
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

	private record Listening(InetSocketAddress address, boolean secure) {

	}

	/**
	 * @param headers each as it came
	 */
	record Answer(int status, List<String> headers, String body) {

		List<String> all(String name) {
			return this.headers.stream()
				.filter((header) -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
				.map((header) -> header.substring(name.length() + 1).strip())
				.toList();
		}

	}

}
