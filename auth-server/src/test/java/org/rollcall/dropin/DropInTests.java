package org.rollcall.dropin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An app that has nothing but ClassLink's addresses in its code signs people in at Rollcall, over TLS.
 */
@DropInTest
@ExtendWith(OutputCaptureExtension.class)
class DropInTests {

	static final List<String> HOSTS = ClassLinkHosts.ALL;

	private static final String LAUNCHPAD = "https://launchpad.classlink.com";

	@Autowired
	private Authority authority;

	@Value("${rollcall.drop-in-port}")
	private int port;

	@Value("http://localhost:${server.port}")
	private String plain;

	@Value("${rollcall.data-directory}")
	private Path data;

	private NameServer names;

	@BeforeEach
	void leadNamesHere() throws IOException {
		this.names = new NameServer(this.port);
	}

	@AfterEach
	void leadNamesNoMore() throws IOException {
		this.names.close();
	}

	@Test
	void aWholeSignInUnderClassLinksNames(CapturedOutput output) {
		URI callback = new Visitor(http(), "lincolnusd", "tina.teacher").allow(LAUNCHPAD + App.LINCOLN_READER.authorizeUrl());
		assertThat(Http.parameter(callback, "iss")).isEqualTo(LAUNCHPAD);

		JsonNode tokens = http()
			.post(LAUNCHPAD + "/oauth2/v2/token", App.LINCOLN_READER.parameters("code", Http.parameter(callback, "code")))
			.json();
		String bearer = "Bearer " + tokens.path("access_token").asString();

		assertThat(http().get("https://nodeapi.classlink.com/v2/my/info", "Authorization", bearer).json().path("LoginId").asString())
			.isEqualTo("tina.teacher");
		assertThat(http().get("https://nodeapi.classlink.com/v2/my/profileinfo", "Authorization", bearer).status())
			.isEqualTo(200);
		assertThat(http().get("https://api.classlink.com/v2/my/profile", "Authorization", bearer).json().path("firstName").asString())
			.isEqualTo("Tina");
		assertThat(output).doesNotContain("will refuse");
	}

	@Test
	void discoveryNamesClassLinksHosts() {
		JsonNode document = http().get("/.well-known/openid-configuration").json();

		Map.of("issuer", LAUNCHPAD, "authorization_endpoint", LAUNCHPAD + "/oauth2/v2/auth", "token_endpoint",
				LAUNCHPAD + "/oauth2/v2/token", "jwks_uri", LAUNCHPAD + "/oauth2/v2/jwks", "end_session_endpoint",
				LAUNCHPAD + "/logout", "userinfo_endpoint", "https://nodeapi.classlink.com/v2/my/profileinfo")
			.forEach((name, url) -> assertThat(document.path(name).asString()).as(name).isEqualTo(url));
	}

	@ParameterizedTest
	@FieldSource("HOSTS")
	void everyHostHasACertificate(String host) throws Exception {
		assertThat(http().get("https://" + host + "/.well-known/openid-configuration").status()).isIn(200, 302);
		for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
			assertThat(handshake(host, protocol).getSession().getProtocol()).isEqualTo(protocol);
		}
	}

	@Test
	void aDistrictsRosterServerAndTheProxyAreThereUnderTheirNames(CapturedOutput output) {
		String key = "Bearer 0f1e2d3c4b5a69788796a5b4c3d2e1f0";
		JsonNode lincoln = http().get("https://oneroster-proxy.classlink.io/applications", "Authorization", key).json().get("applications").get(0);
		JsonNode server = http().get("https://oneroster-proxy.apis.classlink.com/applications/" + lincoln.get("id").asInt() + "/server",
				"Authorization", key).json().get("server");
		String endpoint = server.get("endpoint_url").asString();
		assertThat(endpoint).isEqualTo("https://lincolnusd.rosterserver.com");
		App share = new App(server.get("client_id").asString(), server.get("client_secret").asString());
		String token = http().post(endpoint + "/token", share.parameters("grant_type", "client_credentials")).json().get("access_token").asString();

		JsonNode org = http().get(endpoint + "/ims/oneroster/v1p1/schools?limit=1", "Authorization", "Bearer " + token).json().get("orgs").get(0);
		assertThat(org.get("parent").get("href").asString()).startsWith(endpoint + "/ims/oneroster/v1p1/orgs/");
		assertThat(http().get("https://washingtonisd.rosterserver.com/ims/oneroster/v1p1/orgs", "Authorization", "Bearer " + token).status())
			.isEqualTo(403);
		String proxied = "https://oneroster-proxy.classlink.io/" + lincoln.get("oneroster_application_id").asString() + "/ims/oneroster/v1p1/";
		assertThat(http().get(proxied + "users?limit=1", "Authorization", "Bearer " + lincoln.get("bearer").asString()).header("Link"))
			.contains("<" + proxied + "users?");
		assertThat(output).doesNotContain("rosterserver.com, while");
	}

	@Test
	void aClientThatNamesNoHostIsServedToo() throws Exception {
		assertThat(handshake(null, "TLSv1.2").getSession().isValid()).isTrue();
	}

	@Test
	void anOldProtocolIsRefused() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> handshake("launchpad.classlink.com", "TLSv1.1"));
	}

	@Test
	void anotherHostIsNotServed() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.names.client(this.authority.root())
				.build()
				.send(HttpRequest.newBuilder(URI.create("https://www.classlink.com/")).build(), BodyHandlers.ofString()))
			.withRootCauseInstanceOf(CertificateException.class);
	}

	@Test
	void nobodyIsServedWhoDoesNotTrustTheAuthority() {
		HttpClient stranger = this.names.client(Authority.create(Instant.EPOCH).root()).build();

		assertThatExceptionOfType(SSLException.class).isThrownBy(
				() -> stranger.send(HttpRequest.newBuilder(URI.create(LAUNCHPAD + "/")).build(), BodyHandlers.ofString()));
	}

	@Test
	void cookiesAreForHttpsOnlyAndBrowsersAreNotToldToInsistOnIt() {
		Page page = http().get("/lincolnusd");

		assertThat(page.headers().allValues("Set-Cookie")).isNotEmpty()
			.allSatisfy((cookie) -> assertThat(cookie).startsWith("__Host-").contains("; Secure"));
		assertThat(page.header("Strict-Transport-Security")).isEmpty();
		assertThat(http().get("/oauth2/v2/jwks").header("Strict-Transport-Security")).isEmpty();
		assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
	}

	@ParameterizedTest
	@CsvSource({ "https://myapps.classlink.com/, /home", "https://myapps.classlink.com/home, /home",
			"https://login.classlink.com/, /", "https://login.classlink.com/my/lincolnusd?a=b, /lincolnusd?a=b",
			"https://login.classlink.com//evil.example/, //evil.example/",
			"https://login.classlink.com/lincolnusd, /lincolnusd" })
	void thePortalsLeadToTheSignIn(String url, String target) {
		Page page = http().get(url);

		assertThat(page.status()).isEqualTo(302);
		assertThat(page.header("Location")).isEqualTo(LAUNCHPAD + target);
	}

	@Test
	void whoIsSignedInIsSoAtThePortalToo() {
		Visitor teacher = new Visitor(http(), "lincolnusd", "tina.teacher").signIn();

		Page page = teacher.http().get("https://myapps.classlink.com/");

		assertThat(teacher.http().get(page.header("Location")).text()).contains("Tina");
	}

	@Test
	void theRootIsOfferedInThreeForms() throws Exception {
		X509Certificate root = this.authority.root();

		byte[] pem = bytes("/rollcall-ca.pem", "application/x-x509-ca-cert");
		assertThat(CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)))
			.singleElement()
			.isEqualTo(root);
		for (String type : List.of("PKCS12", "JKS")) {
			KeyStore store = KeyStore.getInstance(type);
			store.load(new ByteArrayInputStream(type.equals("JKS") ? bytes("/rollcall-ca.jks", "application/octet-stream")
					: bytes("/rollcall-ca.p12", "application/x-pkcs12")), "changeit".toCharArray());
			assertThat(store.size()).isEqualTo(1);
			assertThat(store.isCertificateEntry("rollcall-drop-in")).isTrue();
			assertThat(store.getCertificate("rollcall-drop-in")).isEqualTo(root);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://launchpad.classlink.com", "https://myapps.classlink.com", "https://login.classlink.com" })
	void theRootIsOfferedAtEveryHost(String host) {
		assertThat(http().get(host + "/rollcall-ca.pem").body()).startsWith("-----BEGIN CERTIFICATE-----");
	}

	@Test
	void theKeyIsNeitherOfferedNorLogged(CapturedOutput output) throws Exception {
		String file = Files.readString(this.data.resolve(AuthorityFile.NAME));
		String key = file.lines().skip(1).findFirst().orElseThrow();

		assertThat(new String(bytes("/rollcall-ca.pem", "application/x-x509-ca-cert"))).doesNotContain("PRIVATE", key);
		assertThat(output).doesNotContain("PRIVATE", key);
	}

	@Test
	void anotherNameIsSpokenOfWithoutAdviceThatDoesNotFit(CapturedOutput output) {
		new Http(this.plain).get("/.well-known/openid-configuration");

		assertThat(output).contains("Discovery was asked for at " + this.plain + ", and names the issuer " + LAUNCHPAD)
			.contains("In drop-in mode let the client use ClassLink's own addresses")
			.doesNotContain("Set ROLLCALL_ISSUER");
		assertThat(new Http(this.plain).get("/nothing/here", "Accept", "text/html").text())
			.contains("In drop-in mode Rollcall goes by ClassLink’s own names only: open " + LAUNCHPAD);
	}

	private Http http() {
		return new Http(LAUNCHPAD, this.names.client(this.authority.root()));
	}

	private SSLSocket handshake(String host, String protocol) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		try (SSLSocket tls = (SSLSocket) NameServer.trusting(this.authority.root())
			.getSocketFactory()
			.createSocket(socket, host, this.port, true)) {
			tls.setEnabledProtocols(new String[] { protocol });
			tls.startHandshake();
			return tls;
		}
	}

	private byte[] bytes(String path, String type) throws Exception {
		HttpResponse<byte[]> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(this.plain + path)).build(), BodyHandlers.ofByteArray());
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains(type);
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		return answer.body();
	}

}
