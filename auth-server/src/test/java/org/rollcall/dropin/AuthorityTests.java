package org.rollcall.dropin;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Who trusts the authority trusts it for ClassLink's hosts, even if somebody steals its key.
 */
class AuthorityTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private static final Authority AUTHORITY = Authority.create(NOW);

	private static final String NO_COMMON_NAME = "O=Thief";

	static final List<String> HOSTS = Stream.concat(ClassLinkHosts.ALL.stream(), Stream.of("lincolnusd.rosterserver.com")).toList();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@FieldSource("HOSTS")
	void itsCertificateIsGoodForEachHost(String host) {
		Authority.ServerCertificate server = AUTHORITY.issue(NOW);

		assertThatNoException().isThrownBy(() -> handshake(host, server.key(), server.certificate(), AUTHORITY.issuer()));
	}

	@ParameterizedTest
	@CsvSource({ "dns, evil.example, evil.example", "dns, www.classlink.com, www.classlink.com",
			"dns, *.classlink.com, launchpad.classlink.com", "dns, xrosterserver.com, xrosterserver.com", "dns, xlaunchpad.classlink.com, xlaunchpad.classlink.com",
			"ip, 127.0.0.1, 127.0.0.1", "ip, ::1, ::1", "none, evil.example, evil.example" })
	void aStolenKeySignsNothingElse(String kind, String name, String host) throws Exception {
		KeyPair key = Certificates.authorityKey();
		X509Certificate stolen = stolen(key, kind, name);

		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> handshake(host, key.getPrivate(), stolen, AUTHORITY.issuer()))
			.withMessageContaining("name constraints check failed");
		assertRefusedByOpenSsl(stolen, AUTHORITY.issuer());
	}

	@Test
	void aStolenKeyMakesNoFurtherAuthority() throws Exception {
		KeyPair key = Certificates.authorityKey();
		X509Certificate below = Certificates.issuer(key.getPublic(), new X500Principal("CN=Below"), AUTHORITY.issuer(),
				AUTHORITY.issuerKey(), List.of("evil.example"));
		KeyPair serverKey = Certificates.authorityKey();
		X509Certificate server = Certificates.server(serverKey.getPublic(), new X500Principal("CN=evil.example"),
				List.of("evil.example"), below, key.getPrivate(), NOW, NOW.plus(Duration.ofDays(1)));

		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> handshake("evil.example", serverKey.getPrivate(), server, below, AUTHORITY.issuer()));
		assertRefusedByOpenSsl(server, below, AUTHORITY.issuer());
	}

	@Test
	void openSslAcceptsTheServersCertificate() throws Exception {
		assertThat(openSsl(AUTHORITY.issue(NOW).certificate(), AUTHORITY.issuer())).endsWith("OK");
	}

	@Test
	void saysCriticallyWhatItMaySign() {
		for (X509Certificate certificate : List.of(AUTHORITY.root(), AUTHORITY.issuer())) {
			assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.30", "2.5.29.19", "2.5.29.15");
		}
		assertThat(AUTHORITY.root().getBasicConstraints()).isEqualTo(1);
		assertThat(AUTHORITY.issuer().getBasicConstraints()).isZero();
	}

	@Test
	void noTwoAuthoritiesHaveTheSameName() {
		assertThat(Authority.create(NOW).root().getSubjectX500Principal())
			.isNotEqualTo(AUTHORITY.root().getSubjectX500Principal());
	}

	@Test
	void aCertificateIsNeverValidForLongerThanAppleAllows() {
		for (int years = 0; years < 10; years++) {
			X509Certificate certificate = AUTHORITY.issue(NOW.plus(Duration.ofDays(365 * years))).certificate();

			assertThat(Duration.between(certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant()))
				.isLessThan(Duration.ofDays(825));
			assertThat(certificate.getNotAfter()).isBeforeOrEqualTo(AUTHORITY.root().getNotAfter());
		}
	}

	private void handshake(String host, PrivateKey key, Certificate... chain) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("server", key, new char[] { 'x' }, chain);
		KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
		keys.init(store, new char[] { 'x' });
		SSLContext server = SSLContext.getInstance("TLS");
		server.init(keys.getKeyManagers(), null, null);
		try (SSLServerSocket listener = (SSLServerSocket) server.getServerSocketFactory()
			.createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread.ofVirtual().start(() -> answer(listener));
			try (Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
					SSLSocket client = (SSLSocket) NameServer.trusting(AUTHORITY.root())
						.getSocketFactory()
						.createSocket(socket, host, 443, true)) {
				SSLParameters parameters = client.getSSLParameters();
				parameters.setEndpointIdentificationAlgorithm("HTTPS");
				client.setSSLParameters(parameters);
				client.startHandshake();
			}
		}
	}

	private static void answer(SSLServerSocket listener) {
		try (SSLSocket socket = (SSLSocket) listener.accept(); InputStream in = socket.getInputStream()) {
			in.read();
		}
		catch (IOException ex) {
			// the client refused
		}
	}

	/**
	 * Signs what the authority itself never signs.
	 */
	private static X509Certificate stolen(KeyPair key, String kind, String name) throws Exception {
		X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(AUTHORITY.issuer(), BigInteger.TEN,
				Date.from(NOW.minusSeconds(60)), Date.from(NOW.plusSeconds(3600)),
				new X500Principal(kind.equals("none") ? "CN=" + name : NO_COMMON_NAME), key.getPublic());
		builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
		if (!kind.equals("none")) {
			builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
					new GeneralName(kind.equals("ip") ? GeneralName.iPAddress : GeneralName.dNSName, name)));
		}
		return new JcaX509CertificateConverter()
			.getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(AUTHORITY.issuerKey())));
	}

	private void assertRefusedByOpenSsl(X509Certificate server, X509Certificate... between) throws Exception {
		assertThat(openSsl(server, between)).contains("verification failed");
	}

	private String openSsl(X509Certificate server, X509Certificate... between) throws Exception {
		Process process;
		try {
			process = new ProcessBuilder("openssl", "verify", "-purpose", "sslserver", "-CAfile",
					pem("root.pem", AUTHORITY.root()), "-untrusted", pem("between.pem", between), pem("server.pem", server))
				.redirectErrorStream(true)
				.start();
		}
		catch (IOException ex) {
			return Assumptions.abort("openssl is not installed");
		}
		String answer = new String(process.getInputStream().readAllBytes()).strip();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return answer;
	}

	private String pem(String name, X509Certificate... certificates) throws IOException {
		StringWriter text = new StringWriter();
		try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
			for (X509Certificate certificate : certificates) {
				pem.writeObject(certificate);
			}
		}
		return Files.writeString(this.folder.resolve(name), text.toString()).toString();
	}

}
