package org.rollcall.oneroster;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.journey.App;
import org.rollcall.journey.Page;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are signed with a share's consumer key and secret (OAuth 1.0a, RFC 5849).
 */
class OAuth1Tests extends OneRosterTest {

	@Autowired
	private RosterShares shares;

	@Autowired
	private ShareCredentials credentials;

	@Autowired
	private InstantSource clock;

	private int tenantId;

	private App app;

	private RosterShare share;

	@BeforeAll
	void aShare() {
		this.tenantId = district(new FullRoster());
		this.app = app();
		this.share = share(Set.of("roster.read"));
	}

	private RosterShare share(Set<String> scopes) {
		App app = (this.share == null) ? this.app : app();
		this.shares.share(this.tenantId, app.clientId(), scopes, Set.of());
		return this.shares.find(app.clientId(), this.tenantId).orElseThrow();
	}

	@ParameterizedTest
	@CsvSource({ "HMAC-SHA1,1.0", "HMAC-SHA256,1.0", "HMAC-SHA1,", "HMAC-SHA256," })
	void aSignedRequestIsAnswered(String method, String version) {
		Signer signer = signer().with("oauth_signature_method", method).with("oauth_version", version);

		assertThat(ids(signer.header("GET", V1P1 + "/users", ""))).contains("u-student");
		assertThat(ids(signer.again().query("GET", V1P1 + "/users", ""))).contains("u-student");
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=2&offset=1", "filter=familyName%3D'Student'", "filter=familyName='Student'%20AND%20role%3D%27student%27",
			"filter=familyName%3D'Student'+AND+role='student'", "fields=sourcedId%2CgivenName&sort=familyName&orderBy=desc", "x=&y&limit=1",
			"z=%C3%A4%7E%2A%2B&limit=1", "b=2&b=1&a=%3D%253D&limit=1" })
	void whateverTheQueryHasIsSigned(String query) {
		assertThat(rows(signer().header("GET", V1P1 + "/users", query))).isNotEmpty();
		assertThat(rows(signer().query("GET", V1P1 + "/users", query))).isNotEmpty();
	}

	@Test
	void theAddressIsSignedAsItWasSent() {
		for (String root : List.of("", "/" + customUrl(this.tenantId), "/" + this.share.proxyPath(), "/proxy/v1p0/" + this.share.proxyPath())) {
			assertThat(signer().header("GET", root + V1P1 + "/users/u%2Dstudent", "").status()).as(root).isEqualTo(200);
			assertThat(ids(signer().query("GET", root + V1P1 + "/users", "limit=3"))).as(root).hasSize(3);
		}
	}

	@Test
	void theHostIsInLowerCase() {
		String upper = this.base.replace("localhost", "LOCALHOST");

		assertThat(http().get(upper + V1P1 + "/users", "Authorization", signer().authorization("GET", V1P1 + "/users", List.of())).status()).isEqualTo(200);
	}

	@Test
	void theHeaderMayHaveARealmAndBeWrittenOtherwise() {
		String authorization = signer().authorization("GET", V1P1 + "/users", List.of());

		assertThat(get(authorization.replace("OAuth ", "oauth realm=\"a, b\",  ").replace(", ", ",")).status()).isEqualTo(200);
	}

	@Test
	void anEmptyTokenIsNone() {
		assertThat(signer().with("oauth_token", "").header("GET", V1P1 + "/users", "").status()).isEqualTo(200);
		assertThat(signer().with("oauth_token", "x").header("GET", V1P1 + "/users", "").status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT" })
	void aFormIsSignedAsWell(String method) {
		List<Map.Entry<String, String>> form = List.of(Map.entry("title", "a b"), Map.entry("c", "ä+&"));
		String path = V1P1 + "/nosuch";
		String right = signer().authorization(method, path, form);
		String wrong = signer().authorization(method, path, List.of());

		assertThat(send(method, path, form, right).status()).isNotIn(400, 401);
		assertProblem(send(method, path, form, wrong), 401, "unauthorisedrequest");
	}

	private Page send(String method, String path, List<Map.Entry<String, String>> form, String authorization) {
		String body = form.stream().map((one) -> encode(one.getKey()) + "=" + encode(one.getValue())).collect(Collectors.joining("&"));
		return http().send(http().request(path, "Authorization", authorization, "Content-Type", "application/x-www-form-urlencoded")
			.method(method, BodyPublishers.ofString(body)));
	}

	@Test
	void eachSignedRequestIsGoodOnce() {
		String authorization = signer().authorization("GET", V1P1 + "/users", List.of());

		assertThat(get(authorization).status()).isEqualTo(200);
		assertRefused(get(authorization), "oauth_nonce was used already");
	}

	@Test
	void aSignatureThatIsWrongSpendsNoNonce() {
		Signer signer = signer();
		assertRefused(get(signer.authorization("GET", V1P1 + "/classes", List.of())), "signature differs");

		assertThat(get(signer.authorization("GET", V1P1 + "/users", List.of())).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "-290,200,", "290,200,", "-320,401,seconds old", "320,401,seconds ahead", "-99999999,401,seconds old" })
	void aTimestampIsGoodForFiveMinutes(long seconds, int status, String why) {
		Page page = signer().with("oauth_timestamp", Long.toString(this.clock.instant().getEpochSecond() + seconds)).header("GET", V1P1 + "/users", "");

		assertThat(page.status()).as(page.body()).isEqualTo(status);
		if (why != null) {
			assertRefused(page, why);
		}
	}

	@Test
	void whatDiffersIsShownWithoutTheSecret() {
		Page page = http().get(V1P1 + "/users?limit=2", "Authorization", signer().authorization("GET", V1P1 + "/users", List.of()));

		assertRefused(page, "GET " + this.base + V1P1 + "/users with the parameters limit, oauth_consumer_key, ");
		assertThat(page.body()).doesNotContain(this.credentials.secret(this.share));
	}

	@Test
	void anotherSecretAnotherMethodAndAnotherKeyAreRefused() {
		assertRefused(new Signer(this.share.consumerKey(), "0".repeat(32)).header("GET", V1P1 + "/users", ""), "signature differs");
		assertRefused(new Signer("nosuchkey", "x").header("GET", V1P1 + "/users", ""), "no shared roster with this oauth_consumer_key");
		Signer signer = signer();
		String sha1 = signer.with("oauth_signature_method", "HMAC-SHA1").authorization("GET", V1P1 + "/users", List.of());
		assertRefused(get(sha1.replace("HMAC-SHA1", "HMAC-SHA256")), "signature differs");
	}

	@ParameterizedTest
	@CsvSource({ "oauth_version,2.0", "oauth_signature_method,PLAINTEXT", "oauth_signature_method,RSA-SHA1", "oauth_timestamp,yesterday",
			"oauth_timestamp,-1", "oauth_timestamp,99999999999999999999", "oauth_nonce,''", "oauth_consumer_key,''", "oauth_token,abc" })
	void whatIsNotUnderstoodIsABadRequest(String name, String value) {
		assertProblem(signer().with(name, value).header("GET", V1P1 + "/users", ""), 400, "invaliddata");
	}

	@ParameterizedTest
	@ValueSource(strings = { "OAuth ", "OAuth nonsense", "OAuth a=\"b", "OAuth oauth_nonce=\"%zz\"", "OAuth oauth_nonce=\"a\", oauth_nonce=\"b\"" })
	void aHeaderThatCannotBeReadIsABadRequest(String authorization) {
		assertProblem(get(authorization), 400, "invaliddata");
	}

	/** Whoever reads such a header by trying all ways to read it is at it for minutes. */
	@ParameterizedTest
	@ValueSource(ints = { 1_000, 4_000, 60_000 })
	void aHeaderOfBlanksIsReadOnce(int blanks) {
		assertProblem(get("OAuth a=" + " ".repeat(blanks) + "\""), 400, "invaliddata");
	}

	@Test
	void linksHaveNoSignature() {
		Page page = signer().query("GET", V1P1 + "/users", "limit=2");

		assertThat(page.header("Link")).contains("limit=2").doesNotContain("oauth_");
	}

	@Test
	void aKeyOpensItsOwnShareAndNoMoreThanThat() {
		RosterShare other = share(Set.of("roster.users.basic"));
		Signer signer = new Signer(other.consumerKey(), this.credentials.secret(other));

		assertThat(signer.header("GET", V1P1 + "/users", "").status()).isEqualTo(200);
		assertProblem(signer.again().header("GET", V1P1 + "/classes", ""), 403, "forbidden");
		assertProblem(signer.again().header("GET", "/lincolnusd" + V1P1 + "/users", ""), 403, "forbidden");
		assertRefused(signer.again().header("GET", "/" + this.share.proxyPath() + V1P1 + "/users", ""), "not of the oneroster_application_id");
		this.shares.renew(this.tenantId, other.clientId());
		assertRefused(signer.again().header("GET", V1P1 + "/users", ""), "signature differs");
		this.shares.end(this.tenantId, other.clientId());
		assertRefused(signer.again().header("GET", V1P1 + "/users", ""), "no shared roster");
	}

	private Page get(String authorization) {
		return http().get(V1P1 + "/users", "Authorization", authorization);
	}

	private static void assertRefused(Page page, String why) {
		assertProblem(page, 401, "unauthorisedrequest");
		assertThat(page.json().get("imsx_description").asString()).contains(why);
	}

	private Signer signer() {
		return new Signer(this.share.consumerKey(), this.credentials.secret(this.share));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
	}

	/**
	 * A client, written from the RFC and not from the server.
	 */
	private final class Signer {

		private final Map<String, String> oauth = new LinkedHashMap<>();

		private final String secret;

		private Signer(String key, String secret) {
			this.secret = secret;
			this.oauth.put("oauth_consumer_key", key);
			this.oauth.put("oauth_signature_method", "HMAC-SHA256");
			this.oauth.put("oauth_timestamp", Long.toString(OAuth1Tests.this.clock.instant().getEpochSecond()));
			again();
		}

		Signer again() {
			return with("oauth_nonce", UUID.randomUUID().toString());
		}

		Signer with(String name, String value) {
			if (value != null) {
				this.oauth.put(name, value);
			}
			return this;
		}

		Page header(String method, String path, String query) {
			String authorization = authorization(method, path, parameters(query));
			return http().get(path + (query.isEmpty() ? "" : "?" + query.replace("'", "%27")), "Authorization", authorization);
		}

		Page query(String method, String path, String query) {
			List<Map.Entry<String, String>> all = new ArrayList<>(parameters(query));
			all.addAll(this.oauth.entrySet());
			String oauth = this.oauth.entrySet().stream().map((one) -> one.getKey() + "=" + encode(one.getValue())).collect(Collectors.joining("&"));
			return http().get(path + "?" + (query.isEmpty() ? "" : query.replace("'", "%27") + "&") + oauth + "&oauth_signature="
					+ encode(signature(method, path, all)));
		}

		String authorization(String method, String path, List<Map.Entry<String, String>> parameters) {
			List<Map.Entry<String, String>> all = new ArrayList<>(parameters);
			all.addAll(this.oauth.entrySet());
			Map<String, String> sent = new LinkedHashMap<>(this.oauth);
			sent.put("oauth_signature", signature(method, path, all));
			return sent.entrySet()
				.stream()
				.map((one) -> one.getKey() + "=\"" + encode(one.getValue()) + "\"")
				.collect(Collectors.joining(", ", "OAuth ", ""));
		}

		private static List<Map.Entry<String, String>> parameters(String query) {
			List<Map.Entry<String, String>> parameters = new ArrayList<>();
			for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
				String[] parts = pair.split("=", 2);
				parameters.add(Map.entry(java.net.URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
						(parts.length > 1) ? java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : ""));
			}
			return parameters;
		}

		private String signature(String method, String path, List<Map.Entry<String, String>> parameters) {
			String pairs = parameters.stream()
				.map((one) -> encode(one.getKey()) + "=" + encode(one.getValue()))
				.sorted()
				.collect(Collectors.joining("&"));
			String text = method + "&" + encode(OAuth1Tests.this.base + path) + "&" + encode(pairs);
			try {
				String algorithm = this.oauth.get("oauth_signature_method").equals("HMAC-SHA1") ? "HmacSHA1" : "HmacSHA256";
				Mac mac = Mac.getInstance(algorithm);
				mac.init(new SecretKeySpec((encode(this.secret) + "&").getBytes(StandardCharsets.UTF_8), algorithm));
				return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
			}
			catch (java.security.GeneralSecurityException ex) {
				throw new AssertionError(ex);
			}
		}

	}

}
