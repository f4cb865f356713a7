package org.rollcall.dropin;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the three kinds of certificates of drop-in mode (RFC 5280).
 *
 * <p>
 * Root and issuer both say, critically, that nothing but ClassLink's hosts can be signed below them. The root alone would not
 * do: Java, for one, does not read the constraints of a certificate that it trusts, only those of the ones in between.
 */
final class Certificates {

	/** RFC 2606 keeps it from ever being a host; so no mailbox and no URI is left to sign. */
	private static final String NOBODY = "rollcall.invalid";

	private static final SecureRandom RANDOM = new SecureRandom();

	private Certificates() {
	}

	/**
	 * Makes a key for an authority: P-256, which is quickly made and verified everywhere.
	 */
	static KeyPair authorityKey() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("this JDK makes no P-256 keys", ex);
		}
	}

	/**
	 * Makes a key for the server: RSA, because a client may have been told to use cipher suites with RSA only.
	 */
	static KeyPair serverKey() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("this JDK makes no RSA keys", ex);
		}
	}

	/**
	 * Makes a root that signed itself. One authority may stand below it.
	 */
	static X509Certificate root(KeyPair key, X500Principal name, List<String> hosts, Instant from, Instant until) {
		return sign(authority(name, key.getPublic(), name, key.getPublic(), 1, hosts, from, until), key.getPrivate());
	}

	/**
	 * Makes the authority below the root. No other may stand below this one.
	 */
	static X509Certificate issuer(PublicKey key, X500Principal name, X509Certificate root, PrivateKey rootKey,
			List<String> hosts) {
		return sign(authority(name, key, root.getSubjectX500Principal(), root.getPublicKey(), 0, hosts,
				root.getNotBefore().toInstant(), root.getNotAfter().toInstant()), rootKey);
	}

	/**
	 * Makes the server's certificate for all {@code hosts}.
	 */
	static X509Certificate server(PublicKey key, X500Principal name, List<String> hosts, X509Certificate issuer,
			PrivateKey issuerKey, Instant from, Instant until) {
		try {
			X509v3CertificateBuilder builder = builder(name, key, issuer.getSubjectX500Principal(), issuer.getPublicKey(), from,
					until);
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
			builder.addExtension(Extension.keyUsage, true,
					new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
			builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
					hosts.stream().map((host) -> new GeneralName(GeneralName.dNSName, host)).toArray(GeneralName[]::new)));
			return sign(builder, issuerKey);
		}
		catch (CertIOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static X509v3CertificateBuilder authority(X500Principal name, PublicKey key, X500Principal signer,
			PublicKey signerKey, int below, List<String> hosts, Instant from, Instant until) {
		try {
			X509v3CertificateBuilder builder = builder(name, key, signer, signerKey, from, until);
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(below));
			builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
			builder.addExtension(Extension.nameConstraints, true, constraints(hosts));
			return builder;
		}
		catch (CertIOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static X509v3CertificateBuilder builder(X500Principal name, PublicKey key, X500Principal signer,
			PublicKey signerKey, Instant from, Instant until) throws CertIOException {
		X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(signer, new BigInteger(126, RANDOM).setBit(126),
				Date.from(from), Date.from(until), name, key);
		try {
			JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
			builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
			builder.addExtension(Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(signerKey));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("this JDK has no SHA-1", ex);
		}
		builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
		return builder;
	}

	/**
	 * The hosts, and below them what RFC 5280 always lets through, their sub-domains; no IP address, no mailbox, no URI.
	 * Nothing is said of directory names: Go refuses every certificate whose critical constraints name one.
	 */
	private static NameConstraints constraints(List<String> hosts) {
		GeneralSubtree[] permitted = Stream
			.concat(hosts.stream().map((host) -> new GeneralName(GeneralName.dNSName, host)),
					Stream.of(new GeneralName(GeneralName.rfc822Name, NOBODY),
							new GeneralName(GeneralName.uniformResourceIdentifier, NOBODY)))
			.map(GeneralSubtree::new)
			.toArray(GeneralSubtree[]::new);
		GeneralSubtree[] excluded = Stream.of(8, 32)
			.map((length) -> new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[length])))
			.map(GeneralSubtree::new)
			.toArray(GeneralSubtree[]::new);
		return new NameConstraints(permitted, excluded);
	}

	/**
	 * Returns whether an authority may sign for a host and what is below it.
	 */
	static boolean maySign(X509Certificate authority, String host) {
		byte[] constraints = authority.getExtensionValue(Extension.nameConstraints.getId());
		return Arrays.stream(NameConstraints.getInstance(ASN1OctetString.getInstance(constraints).getOctets()).getPermittedSubtrees())
			.map(GeneralSubtree::getBase)
			.anyMatch(new GeneralName(GeneralName.dNSName, host)::equals);
	}

	private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
		try {
			return new JcaX509CertificateConverter()
				.getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
		}
		catch (OperatorCreationException | GeneralSecurityException ex) {
			throw new IllegalStateException("the certificate cannot be signed", ex);
		}
	}

}
