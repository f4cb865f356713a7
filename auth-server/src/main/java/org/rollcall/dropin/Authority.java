package org.rollcall.dropin;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

/**
 * The local authority of drop-in mode. Clients trust its root, whose private key nobody has: it signed the issuer and was
 * forgotten. The issuer's key, which signs the server's certificates, can sign for ClassLink's hosts alone.
 */
record Authority(X509Certificate root, X509Certificate issuer, PrivateKey issuerKey) {

	private static final Duration LIFETIME = Duration.ofDays(3650);

	/** Clocks of containers and clients differ. */
	private static final Duration BACKDATED = Duration.ofDays(1);

	/**
	 * As far as a server's certificate reaches to both sides of the day on which it is made. Apple's systems refuse what is
	 * valid for more than 825 days; and backwards, so that it is good as well for clients whose clock was not moved with ours.
	 */
	private static final Duration REACH = Duration.ofDays(400);

	private static final SecureRandom RANDOM = new SecureRandom();

	static Authority create(Instant now) {
		KeyPair rootKey = Certificates.authorityKey();
		KeyPair issuerKey = Certificates.authorityKey();
		// every authority has its own name, so that several can stand side by side in one trust store
		String id = HexFormat.of().toHexDigits(RANDOM.nextInt());
		List<String> hosts = hosts(ClassLinkHosts.ROSTER_SERVERS);
		X509Certificate root = Certificates.root(rootKey, name("Rollcall drop-in root " + id), hosts,
				now.minus(BACKDATED), now.plus(LIFETIME));
		X509Certificate issuer = Certificates.issuer(issuerKey.getPublic(), name("Rollcall drop-in issuer " + id), root,
				rootKey.getPrivate(), hosts);
		return new Authority(root, issuer, issuerKey.getPrivate());
	}

	/**
	 * Issues a certificate for all of ClassLink's hosts, together with a new key.
	 */
	ServerCertificate issue(Instant now) {
		KeyPair key = Certificates.serverKey();
		Instant from = latest(now.minus(REACH), this.root.getNotBefore().toInstant());
		// an authority that was made before there were rosters may not sign for them, and would have its whole certificate refused
		List<String> hosts = Certificates.maySign(this.issuer, ClassLinkHosts.ROSTER_SERVERS) ? hosts("*." + ClassLinkHosts.ROSTER_SERVERS)
				: ClassLinkHosts.ALL;
		X509Certificate certificate = Certificates.server(key.getPublic(), name(ClassLinkHosts.LAUNCHPAD), hosts,
				this.issuer, this.issuerKey, from, earliest(now.plus(REACH), endsAt()));
		return new ServerCertificate(certificate, this.issuer, key.getPrivate());
	}

	private static List<String> hosts(String rosterServers) {
		return Stream.concat(ClassLinkHosts.ALL.stream(), Stream.of(rosterServers)).toList();
	}

	Instant endsAt() {
		return this.root.getNotAfter().toInstant();
	}

	/**
	 * Whether the parts belong together.
	 */
	boolean isWhole() {
		try {
			this.root.verify(this.root.getPublicKey());
			this.issuer.verify(this.root.getPublicKey());
			byte[] proof = this.issuer.getSignature();
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(this.issuerKey);
			signature.update(proof);
			byte[] signed = signature.sign();
			signature.initVerify(this.issuer.getPublicKey());
			signature.update(proof);
			return signature.verify(signed);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static X500Principal name(String commonName) {
		return new X500Principal("CN=" + commonName + ", O=Rollcall (not ClassLink)");
	}

	private static Instant latest(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	private static Instant earliest(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	/**
	 * Never shows the key.
	 */
	@Override
	public String toString() {
		return this.root.getSubjectX500Principal().getName();
	}

	/**
	 * What the server shows to clients.
	 */
	record ServerCertificate(X509Certificate certificate, X509Certificate issuer, PrivateKey key) {

		static final String PASSWORD = "in memory only";

		/**
		 * Returns a key store with this alone in it.
		 */
		KeyStore keyStore() {
			try {
				KeyStore store = KeyStore.getInstance("PKCS12");
				store.load(null, null);
				store.setKeyEntry("server", this.key, PASSWORD.toCharArray(),
						new Certificate[] { this.certificate, this.issuer });
				return store;
			}
			catch (GeneralSecurityException | IOException ex) {
				throw new IllegalStateException("this JDK keeps no PKCS#12", ex);
			}
		}

		@Override
		public String toString() {
			return this.certificate.getSubjectX500Principal().getName();
		}

	}

}
