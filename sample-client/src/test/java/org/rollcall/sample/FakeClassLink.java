package org.rollcall.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** As much of ClassLink as the sample client meets, with a fault to switch on for each test. */
class FakeClassLink implements AutoCloseable {

	static final String CLIENT_ID = "c17000000000000123456789abcdef0123456789abcdef";

	static final String CLIENT_SECRET = "00112233445566778899aabbccddeeff";

	static final String REDIRECT_URI = "http://localhost:9001/callback";

	private final HttpServer server;

	private final JsonMapper json = new JsonMapper();

	private final RSAKey ownKey = key("fake-1");

	private RSAKey signingKey = ownKey;

	/** Codes that were given out, with the request that asked for each. */
	private final Map<String, Map<String, String>> codes = new LinkedHashMap<>();

	final List<String> accessTokens = new ArrayList<>();

	final List<String> refreshTokens = new ArrayList<>();

	/** The forms that the token endpoint received. */
	final List<Map<String, String>> forms = new ArrayList<>();

	private Consumer<JWTClaimsSet.Builder> claims = (claims) -> {
	};

	private Consumer<Map<String, Object>> tokenAnswer = (answer) -> {
	};

	private @Nullable Failure tokenFailure;

	private @Nullable Failure myInfoFailure;

	private @Nullable Failure rosterFailure;

	private boolean keysBroken;

	private String role = "Teacher";

	private String displayName = "Tina Teacher";

	record Failure(int status, String body) {
	}

	FakeClassLink() {
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		handle("/oauth2/v2/auth", this::authorize);
		handle("/oauth2/v2/token", this::token);
		handle("/oauth2/v2/jwks", this::jwks);
		handle("/v2/my/info", this::myInfo);
		handle("/ims/oneroster/v1p1/classes", this::oneRoster);
		handle("/logout", (exchange) -> redirect(exchange, query(exchange).get("post_logout_redirect_uri")));
		server.start();
	}

	/** One exchange at a time, so that tests may look at what arrived. */
	private void handle(String path, HttpHandler handler) {
		server.createContext(path, (exchange) -> {
			synchronized (this) {
				handler.handle(exchange);
			}
		});
	}

	String url() {
		return "http://localhost:" + server.getAddress().getPort();
	}

	synchronized void behave() {
		signingKey = ownKey;
		codes.clear();
		accessTokens.clear();
		refreshTokens.clear();
		forms.clear();
		claims = (claims) -> {
		};
		tokenAnswer = (answer) -> {
		};
		tokenFailure = null;
		myInfoFailure = null;
		rosterFailure = null;
		role = "Teacher";
		keysBroken = false;
		displayName = "Tina Teacher";
	}

	synchronized void changeClaims(Consumer<JWTClaimsSet.Builder> claims) {
		this.claims = claims;
	}

	synchronized void changeTokenAnswer(Consumer<Map<String, Object>> tokenAnswer) {
		this.tokenAnswer = tokenAnswer;
	}

	synchronized void failTokens(int status, String body) {
		this.tokenFailure = new Failure(status, body);
	}

	synchronized void failMyInfo(int status, String body) {
		this.myInfoFailure = new Failure(status, body);
	}

	synchronized void failRoster(int status, String body) {
		this.rosterFailure = new Failure(status, body);
	}

	synchronized void playRole(String role) {
		this.role = role;
	}

	synchronized void breakKeys() {
		this.keysBroken = true;
	}

	synchronized void signWithForeignKey(String keyId) {
		this.signingKey = key(keyId);
	}

	synchronized void call(String displayName) {
		this.displayName = displayName;
	}

	synchronized void revokeRefreshTokens() {
		refreshTokens.clear();
	}

	/** Stands for the person who signs in and agrees. */
	synchronized String codeFor(Map<String, String> authorizationRequest) {
		String code = secret();
		codes.put(code, authorizationRequest);
		return code;
	}

	private void authorize(HttpExchange exchange) throws IOException {
		Map<String, String> request = query(exchange);
		redirect(exchange, request.get("redirect_uri") + "?code=" + codeFor(request) + "&response_type=code"
				+ (request.containsKey("state") ? "&state=" + request.get("state") : ""));
	}

	private void token(HttpExchange exchange) throws IOException {
		Map<String, String> form = parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		forms.add(form);
		if (tokenFailure != null) {
			answer(exchange, tokenFailure.status(), tokenFailure.body());
		}
		else if (!CLIENT_ID.equals(form.get("client_id")) || !CLIENT_SECRET.equals(form.get("client_secret"))) {
			answer(exchange, 401, "{\"error\":\"invalid_client\"}");
		}
		else if ("refresh_token".equals(form.get("grant_type"))) {
			if (refreshTokens.remove(form.get("refresh_token"))) {
				answerTokens(exchange, null);
			}
			else {
				answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Refresh token revoked\"}");
			}
		}
		else {
			Map<String, String> request = codes.remove(form.get("code"));
			if (request == null || !REDIRECT_URI.equals(form.get("redirect_uri"))
					|| !verifierFits(request.get("code_challenge"), form.get("code_verifier"))) {
				answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"The code is used up\"}");
			}
			else {
				answerTokens(exchange, request.getOrDefault("nonce", UUID.randomUUID().toString()));
			}
		}
	}

	private void answerTokens(HttpExchange exchange, @Nullable String nonce) throws IOException {
		Map<String, Object> tokens = new LinkedHashMap<>();
		tokens.put("access_token", secret());
		tokens.put("token_type", "Bearer");
		tokens.put("response_type", "code");
		tokens.put("id_token", idToken(nonce));
		tokens.put("expires_in", 86400);
		tokens.put("refresh_token", secret());
		tokens.put("scope", "openid profile email roster.classes.basic roster.enrollments.basic roster.users.basic");
		tokenAnswer.accept(tokens);
		accessTokens.add((String) tokens.get("access_token"));
		if (tokens.get("refresh_token") instanceof String refreshToken) {
			refreshTokens.add(refreshToken);
		}
		answer(exchange, 200, json.writeValueAsString(tokens));
	}

	String idToken(@Nullable String nonce) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder().issuer(url())
			.subject("8708718")
			.audience(CLIENT_ID)
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plusSeconds(86400)))
			.claim("auth_time", now.getEpochSecond())
			.claim("nonce", nonce)
			.claim("name", displayName)
			.claim("profile", "Teacher")
			.claim("address", Map.of("locality", "Lincoln", "region", "New Jersey"));
		claims.accept(builder);
		try {
			SignedJWT jwt = new SignedJWT(
					new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signingKey.getKeyID()).build(), builder.build());
			jwt.sign(new RSASSASigner(signingKey));
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void jwks(HttpExchange exchange) throws IOException {
		if (keysBroken) {
			answer(exchange, 500, "{}");
		}
		else {
			answer(exchange, 200, new JWKSet(ownKey.toPublicJWK()).toString());
		}
	}

	private void myInfo(HttpExchange exchange) throws IOException {
		String authorization = exchange.getRequestHeaders().getFirst("Authorization");
		if (myInfoFailure != null) {
			answer(exchange, myInfoFailure.status(), myInfoFailure.body());
		}
		else if (accessTokens.stream().noneMatch((token) -> ("Bearer " + token).equals(authorization))) {
			answer(exchange, 401, "{\"message\":\"Unauthorized\"}");
		}
		else {
			Map<String, Object> info = new LinkedHashMap<>();
			info.put("UserId", 8708718);
			info.put("TenantId", 2);
			info.put("Tenant", "Lincoln Unified");
			info.put("Building", "Lincoln");
			info.put("DisplayName", displayName);
			info.put("Email", "tina.teacher@lincoln.example");
			info.put("LoginId", "tteacher");
			info.put("SourcedId", "T-100");
			info.put("Profile", "Teachers");
			info.put("Role", role);
			info.put("Role_Level", 3);
			info.put("OrgId", List.of("5678"));
			answer(exchange, 200, json.writeValueAsString(info));
		}
	}

	private void oneRoster(HttpExchange exchange) throws IOException {
		String authorization = exchange.getRequestHeaders().getFirst("Authorization");
		if (rosterFailure != null) {
			answer(exchange, rosterFailure.status(), rosterFailure.body());
		}
		else if (accessTokens.stream().noneMatch((token) -> ("Bearer " + token).equals(authorization))) {
			answer(exchange, 401, "{\"imsx_description\":\"This access token is not known here.\"}");
		}
		else {
			answer(exchange, 200, exchange.getRequestURI().getRawPath().endsWith("/K%20%2F1/students")
					? "{\"users\":[{\"givenName\":\"Zoë\",\"familyName\":\"Abel\"},{\"givenName\":\"Al\",\"familyName\":\"<b>Zed\"}]}"
					: "{\"classes\":[{\"sourcedId\":\"K /1\",\"title\":\"Biology & more\",\"classCode\":\"BIO-1\"}]}");
		}
	}

	private static boolean verifierFits(@Nullable String challenge, @Nullable String verifier) {
		if (challenge == null || verifier == null) {
			return challenge == null && verifier == null;
		}
		try {
			return challenge.equals(Secrets
				.base64Url(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII))));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String secret() {
		return "c1795225936000" + UUID.randomUUID().toString().replace("-", "");
	}

	private static RSAKey key(String keyId) {
		try {
			return new RSAKeyGenerator(2048).keyID(keyId).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> query(HttpExchange exchange) {
		return parameters(exchange.getRequestURI());
	}

	static Map<String, String> parameters(URI uri) {
		return parse((uri.getRawQuery() != null) ? uri.getRawQuery() : "");
	}

	private static Map<String, String> parse(String encoded) {
		Map<String, String> parameters = new LinkedHashMap<>();
		Arrays.stream(encoded.split("&")).filter((pair) -> !pair.isEmpty()).forEach((pair) -> {
			String[] parts = pair.split("=", 2);
			parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
		});
		return parameters;
	}

	private static void redirect(HttpExchange exchange, String location) throws IOException {
		exchange.getResponseHeaders().set("Location", location);
		exchange.sendResponseHeaders(302, -1);
		exchange.close();
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		server.stop(0);
	}

}
