package org.rollcall.dropin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Offers the root certificate in the forms that trust stores come in. There is nothing secret in them; stores want a password
 * all the same, and it is {@value #PASSWORD}, Java's own.
 */
@RestController
@ConditionalOnBooleanProperty("rollcall.drop-in")
class AuthorityController {

	static final String PATH = "/rollcall-ca";

	static final String PASSWORD = "changeit";

	private static final String ALIAS = "rollcall-drop-in";

	private final SingletonSupplier<byte[]> pem;

	private final SingletonSupplier<byte[]> pkcs12;

	private final SingletonSupplier<byte[]> jks;

	AuthorityController(Authority authority) {
		this.pem = SingletonSupplier.of(() -> pem(authority));
		this.pkcs12 = SingletonSupplier.of(() -> keyStore(authority, "PKCS12"));
		this.jks = SingletonSupplier.of(() -> keyStore(authority, "JKS"));
	}

	@GetMapping(PATH + ".pem")
	ResponseEntity<byte[]> pem() {
		return file("rollcall-ca.pem", "application/x-x509-ca-cert", this.pem);
	}

	@GetMapping(PATH + ".p12")
	ResponseEntity<byte[]> pkcs12() {
		return file("rollcall-ca.p12", "application/x-pkcs12", this.pkcs12);
	}

	@GetMapping(PATH + ".jks")
	ResponseEntity<byte[]> jks() {
		return file("rollcall-ca.jks", "application/octet-stream", this.jks);
	}

	/**
	 * Not to be cached: another server at the same address has another authority.
	 */
	private static ResponseEntity<byte[]> file(String name, String type, SingletonSupplier<byte[]> content) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(type))
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
			.body(content.obtain());
	}

	private static byte[] pem(Authority authority) {
		StringWriter text = new StringWriter();
		try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
			pem.writeObject(authority.root());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] keyStore(Authority authority, String type) {
		try {
			KeyStore store = KeyStore.getInstance(type);
			store.load(null, null);
			store.setCertificateEntry(ALIAS, authority.root());
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			store.store(bytes, PASSWORD.toCharArray());
			return bytes.toByteArray();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("this JDK writes no " + type, ex);
		}
	}

}
