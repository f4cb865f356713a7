package org.rollcall.workbench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.client.Client;
import org.rollcall.client.LentSecrets;
import org.rollcall.consent.Consents;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.Sha256;
import org.rollcall.session.Sessions;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Goes a person's way to an app as a browser would, request by request, at this very server: the authorization request, the
 * consent page and its form, and then the app's own request for tokens. Only the password is left out, for the person has a
 * session from the start.
 */
@Component
@WorkbenchOnly
class SignInWithoutBrowser {

	private static final String AUTHORIZE = "/oauth2/v2/auth";

	private static final String TOKEN = "/oauth2/v2/token";

	private static final int MOST_STEPS = 10;

	private static final int AT_ONCE = 16;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final Addressees addressees;

	private final OwnServer server;

	private final Sessions sessions;

	private final Consents consents;

	private final LentSecrets secrets;

	private final Gate gate;

	private final JsonMapper json;

	/** The requests of those under way need threads and database connections that those who wait must not hold. */
	private final Semaphore atOnce = new Semaphore(AT_ONCE, true);

	SignInWithoutBrowser(Addressees addressees, OwnServer server, Sessions sessions, Consents consents, LentSecrets secrets,
			Gate gate, JsonMapper json) {
		this.addressees = addressees;
		this.server = server;
		this.sessions = sessions;
		this.consents = consents;
		this.secrets = secrets;
		this.gate = gate;
		this.json = json;
	}

	/**
	 * @return what the answer consists of
	 * @throws WorkbenchFault if it does not end at the app
	 */
	SignedIn signIn(SignInOrder order) {
		this.atOnce.acquireUninterruptibly();
		Lock lock = this.gate.forSignIn();
		lock.lock();
		try {
			Client client = this.addressees.client(order.client());
			int userId = this.addressees.person(order.person());
			checkDeclined(order, client);
			return new SignedIn(userId, client.clientId(), go(order, client, userId));
		}
		finally {
			lock.unlock();
			this.atOnce.release();
		}
	}

	private static void checkDeclined(SignInOrder order, Client client) {
		for (String scope : order.decline()) {
			if (!scopes(order, client).contains(scope)) {
				throw WorkbenchFault.badRequest("'decline' has '" + SignInOrders.shorten(scope)
						+ "', which is not asked for: " + String.join(", ", scopes(order, client)) + ".");
			}
			if (!client.isOptional(scope)) {
				throw WorkbenchFault.badRequest("'decline' has '" + scope + "', which the consent page does not let a person"
						+ " decline" + (client.isExact() ? ": this client is exact." : "."));
			}
		}
	}

	private static List<String> scopes(SignInOrder order, Client client) {
		return (order.scopes() != null) ? order.scopes() : List.copyOf(client.scopes());
	}

	private Map<String, Object> go(SignInOrder order, Client client, int userId) {
		String verifier = client.pkceRequired() ? random() : null;
		String path = AUTHORIZE + "?" + encode(authorizationRequest(order, client, verifier));
		ResponseCookie session = this.sessions.openWithoutBrowser(userId, path);
		try {
			String callback = new Walk(session, client, userId, Set.copyOf(order.decline())).to(path);
			Parameters answer = Parameters.ofQuery(query(callback));
			Map<String, Object> result = new LinkedHashMap<>();
			result.put("callbackUrl", callback);
			answer.first("code").ifPresent((code) -> result.put("code", code));
			answer.first("state").ifPresent((state) -> result.put("state", state));
			answer.first("error").ifPresent((error) -> result.put("error", error));
			answer.first("error_description").ifPresent((description) -> result.put("errorDescription", description));
			if (verifier != null) {
				result.put("codeVerifier", verifier);
			}
			Optional<String> code = answer.first("code");
			if (code.isPresent() && order.exchange()) {
				exchange(client, code.get(), redirectUri(order, client), verifier, result);
			}
			if (order.keepSession()) {
				result.put("cookie", Map.of("name", session.getName(), "value", session.getValue()));
			}
			return result;
		}
		finally {
			if (!order.keepSession()) {
				this.sessions.end(session);
			}
		}
	}

	private static String redirectUri(SignInOrder order, Client client) {
		return (order.redirectUri() != null) ? order.redirectUri() : client.redirectUris().getFirst();
	}

	private static List<Entry<String, String>> authorizationRequest(SignInOrder order, Client client,
			@Nullable String verifier) {
		List<Entry<String, String>> request = new ArrayList<>();
		request.add(Map.entry("response_type", "code"));
		request.add(Map.entry("client_id", client.clientId()));
		request.add(Map.entry("redirect_uri", redirectUri(order, client)));
		request.add(Map.entry("scope", String.join(" ", scopes(order, client))));
		add(request, "state", order.state());
		add(request, "nonce", order.nonce());
		add(request, "prompt", order.prompt());
		if (verifier != null) {
			request.add(Map.entry("code_challenge", base64(Sha256.of(verifier))));
			request.add(Map.entry("code_challenge_method", "S256"));
		}
		return request;
	}

	private static void add(List<Entry<String, String>> request, String name, @Nullable String value) {
		if (value != null) {
			request.add(Map.entry(name, value));
		}
	}

	private void exchange(Client client, String code, String redirectUri, @Nullable String verifier,
			Map<String, Object> result) {
		List<Entry<String, String>> form = new ArrayList<>();
		form.add(Map.entry("grant_type", "authorization_code"));
		form.add(Map.entry("code", code));
		form.add(Map.entry("redirect_uri", redirectUri));
		form.add(Map.entry("client_id", client.clientId()));
		add(form, "code_verifier", verifier);
		String secret = client.isPublic() ? null : this.secrets.lend(client.clientId());
		add(form, "client_secret", secret);
		OwnServer.Answer response;
		try {
			response = this.server.call(TOKEN, encode(form));
		}
		finally {
			if (secret != null) {
				this.secrets.takeBack(client.clientId(), secret);
			}
		}
		if (response.status() != HttpStatus.OK.value()) {
			throw new WorkbenchFault(HttpStatus.UNPROCESSABLE_CONTENT, "There is a code, but the token endpoint answered "
					+ response.status() + ": " + SignInOrders.shorten(response.body()));
		}
		JsonNode tokens = parse(response.body());
		result.put("tokens", tokens);
		String idToken = tokens.path("id_token").asString("");
		String[] parts = idToken.split("\\.");
		if (parts.length == 3) {
			result.put("claims", parse(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
		}
	}

	private JsonNode parse(String body) {
		try {
			return this.json.readTree(body);
		}
		catch (JacksonException ex) {
			throw new IllegalStateException("this server's own JSON cannot be read", ex);
		}
	}

	private static String query(String url) {
		int question = url.indexOf('?');
		return (question >= 0) ? url.substring(question + 1) : "";
	}

	private static String random() {
		byte[] bytes = new byte[32];
		RANDOM.nextBytes(bytes);
		return base64(bytes);
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static String encode(List<Entry<String, String>> parameters) {
		return parameters.stream()
			.map((parameter) -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
			.collect(Collectors.joining("&"));
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * Who signed in where, and the answer.
	 */
	record SignedIn(int userId, String clientId, Map<String, Object> answer) {

	}

	/**
	 * One person's way, with the cookies that a browser would have.
	 */
	private final class Walk {

		private final Map<String, String> cookies = new LinkedHashMap<>();

		private final Client client;

		private final int userId;

		private final Set<String> decline;

		private boolean asked;

		private Walk(ResponseCookie session, Client client, int userId, Set<String> decline) {
			this.cookies.put(session.getName(), session.getValue());
			this.client = client;
			this.userId = userId;
			this.decline = decline;
		}

		/**
		 * @return the address at the app
		 */
		String to(String path) {
			OwnServer.Answer response = browse(path);
			for (int step = 0; step < MOST_STEPS; step++) {
				if (response.status() == HttpStatus.FOUND.value()) {
					String location = response.all("Location").stream().findFirst().orElse("");
					if (!location.startsWith("/") || location.startsWith("//")) {
						checkDecline(location);
						return location;
					}
					response = browse(location);
					continue;
				}
				Document page = Jsoup.parse(response.body());
				Element form = page.selectFirst("form:has(input[name=consent_request])");
				if (form == null) {
					throw new WorkbenchFault(HttpStatus.UNPROCESSABLE_CONTENT, Ending.inWords(page));
				}
				response = keep(SignInWithoutBrowser.this.server.submit(form.attr("action"), cookies(), encode(answer(form))));
			}
			throw new WorkbenchFault(HttpStatus.UNPROCESSABLE_CONTENT,
					"The sign-in goes round in circles between pages of the server.");
		}

		private List<Entry<String, String>> answer(Element form) {
			this.asked = true;
			List<Entry<String, String>> answer = new ArrayList<>();
			form.select("input[type=hidden]")
				.forEach((input) -> answer.add(Map.entry(input.attr("name"), input.attr("value"))));
			Set<String> open = new LinkedHashSet<>(form.select("input[type=checkbox][checked]").eachAttr("value"));
			if (!open.containsAll(this.decline)) {
				throw askedBefore();
			}
			open.removeAll(this.decline);
			open.forEach((scope) -> answer.add(Map.entry("scope", scope)));
			answer.add(Map.entry("decision", "allow"));
			return answer;
		}

		/** Who declined before is not asked again, and that is what was ordered. */
		private void checkDecline(String location) {
			if (!this.asked && !this.decline.isEmpty() && Parameters.ofQuery(query(location)).first("code").isPresent()
					&& !SignInWithoutBrowser.this.consents.find(this.client.clientId(), this.userId)
						.declined()
						.containsAll(this.decline)) {
				throw askedBefore();
			}
		}

		private WorkbenchFault askedBefore() {
			return new WorkbenchFault(HttpStatus.UNPROCESSABLE_CONTENT,
					"Nothing could be declined: nobody was asked for " + String.join(", ", this.decline)
							+ ", because the person allowed it before, or because this server does not ask. Reset, or take another"
							+ " person.");
		}

		private OwnServer.Answer browse(String path) {
			return keep(SignInWithoutBrowser.this.server.browse(path, cookies()));
		}

		private String cookies() {
			return this.cookies.entrySet()
				.stream()
				.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
				.collect(Collectors.joining("; "));
		}

		private OwnServer.Answer keep(OwnServer.Answer answer) {
			answer.all("Set-Cookie").forEach((cookie) -> {
				String[] pair = cookie.split(";", 2)[0].split("=", 2);
				if (pair.length == 2) {
					this.cookies.put(pair[0], pair[1]);
				}
			});
			return answer;
		}

	}

}
