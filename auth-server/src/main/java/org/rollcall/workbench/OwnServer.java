package org.rollcall.workbench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * This very server, over HTTP, at the port that it really listens on: its issuer may be a name that only others can resolve,
 * or a proxy's.
 */
@Component
@WorkbenchOnly
class OwnServer {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private volatile @Nullable URI address;

	private volatile @Nullable HttpClient client;

	@EventListener
	void listening(WebServerInitializedEvent event) {
		if (!StringUtils.hasLength(event.getApplicationContext().getServerNamespace())
				&& event.getWebServer() instanceof TomcatWebServer tomcat) {
			this.address = Arrays.stream(tomcat.getTomcat().getService().findConnectors())
				.filter((connector) -> connector.getLocalPort() > 0)
				.min(Comparator.comparing(Connector::getSecure))
				.map(OwnServer::address)
				.orElse(null);
		}
	}

	private static URI address(Connector connector) {
		InetAddress bound = (connector.getProperty("address") instanceof InetAddress own && !own.isAnyLocalAddress()) ? own
				: InetAddress.getLoopbackAddress();
		String host = bound.getHostAddress().replaceAll("%.*", "");
		return URI.create((connector.getSecure() ? "https" : "http") + "://" + (host.contains(":") ? "[" + host + "]" : host)
				+ ":" + connector.getLocalPort());
	}

	/**
	 * @param pathAndQuery as it goes over the wire
	 */
	HttpRequest.Builder request(String pathAndQuery) {
		URI base = Optional.ofNullable(this.address)
			.orElseThrow(() -> new WorkbenchFault(HttpStatus.SERVICE_UNAVAILABLE, "The server is not listening yet. Try again."));
		return HttpRequest.newBuilder(URI.create(base + pathAndQuery)).timeout(PATIENCE).header("Accept-Language", "en");
	}

	HttpResponse<String> send(HttpRequest.Builder builder) {
		HttpRequest request = builder.build();
		try {
			return client().send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new WorkbenchFault(HttpStatus.BAD_GATEWAY, "The workbench did not get an answer from its own server at "
					+ this.address + ": " + ((ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WorkbenchFault(HttpStatus.SERVICE_UNAVAILABLE, "The server is stopping.");
		}
	}

	private synchronized HttpClient client() {
		HttpClient known = this.client;
		if (known == null) {
			known = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.followRedirects(HttpClient.Redirect.NEVER)
				.proxy(HttpClient.Builder.NO_PROXY)
				.connectTimeout(PATIENCE)
				.sslContext(ofOurself())
				.build();
			this.client = known;
		}
		return known;
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

}
