package org.rollcall.dropin;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.jspecify.annotations.Nullable;

import org.rollcall.platform.SecretFile;
import org.rollcall.platform.StartupProblem;

/**
 * Keeps the authority in one file of the data folder, mode 600: the issuer's key, the issuer, the root, in PEM. One file, so
 * that it is there wholly or not at all.
 */
final class AuthorityFile {

	static final String NAME = "drop-in-authority.pem";

	private static final String INSTEAD = " Or delete it: a new authority is made at the next start, and every client has to"
			+ " trust its certificate anew (/rollcall-ca.pem).";

	private final Path path;

	AuthorityFile(Path dataDirectory) {
		this.path = dataDirectory.toAbsolutePath().normalize().resolve(NAME);
	}

	/**
	 * Returns the authority of the file; makes both on the first start.
	 * @throws StartupProblem if the file is there and cannot be used
	 */
	Authority open(Instant now) {
		String text = read();
		if (text == null) {
			Authority authority = Authority.create(now);
			write(authority);
			return authority;
		}
		Authority authority = parse(text);
		if (!authority.endsAt().isAfter(now)) {
			throw new StartupProblem("The drop-in authority " + this.path + " ended on " + authority.endsAt() + ".",
					"Delete the file: a new authority is made at the next start, and every client has to trust its certificate"
							+ " anew (/rollcall-ca.pem).");
		}
		return authority;
	}

	private @Nullable String read() {
		try {
			return Files.exists(this.path) ? Files.readString(this.path) : null;
		}
		catch (IOException | UncheckedIOException ex) {
			throw new StartupProblem("The drop-in authority " + this.path + " cannot be read.",
					"Give the user who starts Rollcall the right to." + INSTEAD, ex);
		}
	}

	private void write(Authority authority) {
		StringWriter text = new StringWriter();
		try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
			pem.writeObject(new JcaPKCS8Generator(authority.issuerKey(), null));
			pem.writeObject(authority.issuer());
			pem.writeObject(authority.root());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		try {
			SecretFile.createFolder(this.path.getParent());
			SecretFile.write(this.path, text.toString());
		}
		catch (IOException ex) {
			throw new StartupProblem("The drop-in authority " + this.path + " cannot be written.",
					"Give the user who starts Rollcall the right to write there, or name another folder with"
							+ " ROLLCALL_DATA_DIRECTORY.",
					ex);
		}
	}

	private Authority parse(String text) {
		List<PrivateKey> keys = new ArrayList<>();
		List<X509Certificate> certificates = new ArrayList<>();
		try (PEMParser pem = new PEMParser(new StringReader(text))) {
			for (Object part = pem.readObject(); part != null; part = pem.readObject()) {
				if (part instanceof PrivateKeyInfo key) {
					keys.add(new JcaPEMKeyConverter().getPrivateKey(key));
				}
				else if (part instanceof X509CertificateHolder certificate) {
					certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
				}
			}
		}
		// what is broken inside a block ends in a variety of unchecked exceptions
		catch (IOException | CertificateException | RuntimeException ex) {
			throw damaged();
		}
		if (keys.size() != 1 || certificates.size() != 2) {
			throw damaged();
		}
		Authority authority = new Authority(certificates.get(1), certificates.get(0), keys.getFirst());
		if (!authority.isWhole()) {
			throw damaged();
		}
		return authority;
	}

	/**
	 * The cause is left out: it may quote the file.
	 */
	private StartupProblem damaged() {
		return new StartupProblem("The drop-in authority " + this.path
				+ " is damaged: it should hold one private key and the two certificates that belong to it, in PEM.",
				"Bring back a copy." + INSTEAD);
	}

}
