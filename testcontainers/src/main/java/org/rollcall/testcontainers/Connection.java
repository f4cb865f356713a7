package org.rollcall.testcontainers;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A server that has started, and how it is talked to: all that a {@link Rollcall} does after its start. Its methods are those
 * of {@link Rollcall}.
 */
public final class Connection {

	private final String baseUrl;

	private final Addresses addresses;

	private final String adminKey;

	private final Http http;

	private final AdminClient admin;

	private final Definition definition;

	private final Map<String, Client> kept = new ConcurrentHashMap<>();

	/**
	 * @param baseUrl where the test reaches it
	 * @param addresses what the server was told it is called
	 */
	Connection(String baseUrl, Addresses addresses, String adminKey, Definition definition) {
		this.baseUrl = baseUrl;
		this.addresses = addresses;
		this.adminKey = adminKey;
		this.http = new Http(baseUrl, null);
		this.admin = new AdminClient(new Http(baseUrl, adminKey));
		this.definition = definition;
	}

	String baseUrl() {
		return this.baseUrl;
	}

	Addresses addresses() {
		return this.addresses;
	}

	String adminKey() {
		return this.adminKey;
	}

	AdminClient admin() {
		return this.admin;
	}

	/**
	 * Applies what was configured beside a file.
	 */
	void complete() {
		this.definition.additions().ifPresent(this.admin::apply);
	}

	void reset() {
		this.http.post("/workbench/api/reset", "");
		complete();
		this.kept.values().forEach(this.admin::putClient);
	}

	/**
	 * Registers an app, or changes it, and does so again after each reset.
	 * @return the same with its client id and its secret
	 */
	public Client keep(Client client) {
		Client complete = client.complete();
		this.admin.putClient(complete);
		this.kept.put(complete.clientId(), complete);
		return complete;
	}

	SignIn signIn(SignInRequest request) {
		SignInRequest complete = (request.setting("client") != null) ? request : request.client(client());
		return SignIn.of(Json.parseObject(this.http.post("/workbench/api/sign-in", complete.json())));
	}

	String signInAt(String authorizeUrl, String person) {
		URI url = URI.create(authorizeUrl);
		Map<String, String> parameters = parameters(url);
		String client = parameters.get("client_id");
		if (client == null) {
			throw new IllegalArgumentException("This is no authorize URL, for it has no client_id: " + authorizeUrl);
		}
		SignInRequest request = SignInRequest.of(person).client(client).withoutExchange().with("keepSession", true);
		request = parameters.containsKey("redirect_uri") ? request.redirectUri(parameters.get("redirect_uri")) : request;
		request = parameters.containsKey("scope") ? request.scopes(parameters.get("scope").split("[\\s,]+")) : request;
		Map<String, Object> answer = Json.parseObject(this.http.post("/workbench/api/sign-in", request.json()));
		if (!(answer.get("cookie") instanceof Map<?, ?> cookie)) {
			throw new RollcallException("Rollcall opened no session: " + answer, null);
		}
		return this.http.redirect(url.getRawPath() + "?" + url.getRawQuery(), cookie.get("name") + "=" + cookie.get("value"));
	}

	private static Map<String, String> parameters(URI url) {
		Map<String, String> parameters = new HashMap<>();
		String query = (url.getRawQuery() != null) ? url.getRawQuery() : "";
		for (String parameter : query.split("&")) {
			String[] parts = parameter.split("=", 2);
			parameters.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
					(parts.length == 2) ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
		}
		return parameters;
	}

	/**
	 * Returns the district of those of whom none is named; nothing if the server has to know.
	 */
	public Optional<String> district() {
		return this.definition.district();
	}

	/**
	 * Returns the first app that was named by {@code withClient}, if any was.
	 */
	public Optional<Client> firstClient() {
		return this.definition.firstClient();
	}

	Client client() {
		return this.definition.client().orElseGet(() -> {
			List<Client> clients = this.admin.clients();
			if (clients.size() == 1) {
				return clients.get(0);
			}
			throw new IllegalStateException(clients.isEmpty() ? "There is no app to sign in to; add one by withClient."
					: "There is more than one app: " + clients.stream().map(Client::name).collect(Collectors.joining(", "))
							+ ". Say which one is meant.");
		});
	}

	X509Certificate caCertificate() {
		try {
			byte[] pem = this.http.get("/rollcall-ca.pem", "*/*").getBytes(StandardCharsets.US_ASCII);
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(pem));
		}
		catch (RollcallException ex) {
			throw (ex.getStatus() == 404)
					? new RollcallException("There is no certificate authority outside drop-in mode; call withDropIn().", ex) : ex;
		}
		catch (CertificateException ex) {
			throw new RollcallException("/rollcall-ca.pem is no certificate: " + ex.getMessage(), ex);
		}
	}

}
