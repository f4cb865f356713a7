package org.rollcall.dropin;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;

import org.rollcall.journey.TestClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server changes its certificate in time, and nobody has to start it anew.
 */
@DropInTest
@DirtiesContext
class RenewalTests {

	@Autowired
	private Authority authority;

	@Autowired
	private RunningCertificate certificate;

	@Autowired
	private TestClock clock;

	@Value("${rollcall.drop-in-port}")
	private int port;

	@Test
	void aCertificateThatIsAboutToEndIsReplacedWhileTheServerRuns() throws Exception {
		X509Certificate first = shown();
		this.certificate.renew();
		assertThat(shown()).isEqualTo(first);

		this.clock.advance(Duration.ofDays(299));
		this.certificate.renew();
		assertThat(shown()).isEqualTo(first);

		this.clock.advance(Duration.ofDays(2));
		this.certificate.renew();
		X509Certificate second = shown();
		assertThat(second).isNotEqualTo(first);
		assertThat(second.getNotAfter().toInstant()).isAfter(first.getNotAfter().toInstant().plus(Duration.ofDays(300)));

		this.clock.advance(Duration.ofDays(3200));
		this.certificate.renew();
		X509Certificate last = certificate(false);
		assertThat(last.getNotAfter()).isEqualTo(this.authority.root().getNotAfter());

		this.clock.advance(Duration.ofDays(365));
		this.certificate.renew();
		assertThat(certificate(false)).as("nothing is valid for longer than the authority").isEqualTo(last);
	}

	/**
	 * Returns the certificate that a client whose clock was not moved accepts.
	 */
	private X509Certificate shown() throws Exception {
		return certificate(true);
	}

	private X509Certificate certificate(boolean validated) throws Exception {
		try (SSLSocket socket = (SSLSocket) (validated ? NameServer.trusting(this.authority.root()) : AnyCertificate.context())
			.getSocketFactory()
			.createSocket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.startHandshake();
			return (X509Certificate) socket.getSession().getPeerCertificates()[0];
		}
	}

}
