package org.rollcall.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who computes RSA. A signature is most of what a sign-in costs, and making a key most of what a first start costs; AWS-LC's
 * machine code does either several times as fast as Java. Where its library does not load, the JDK does it.
 */
final class RsaProvider {

	private static final Logger logger = LoggerFactory.getLogger(RsaProvider.class);

	private static final @Nullable Provider NATIVE = load();

	private RsaProvider() {
	}

	/**
	 * Returns the provider to use; {@code null} for the JDK's.
	 */
	static @Nullable Provider fastest() {
		return NATIVE;
	}

	/**
	 * Returns the key in the form that the provider works on, so that it need not be translated for each signature.
	 */
	static PrivateKey own(PrivateKey key) {
		if (NATIVE == null) {
			return key;
		}
		try {
			return KeyFactory.getInstance("RSA", NATIVE).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The key cannot be used: " + ex.getMessage(), ex);
		}
	}

	private static @Nullable Provider load() {
		Throwable problem;
		try {
			problem = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
		}
		catch (LinkageError ex) {
			problem = ex;
		}
		if (problem != null) {
			logger.debug("The JDK computes RSA, because the native library did not load: {}", problem.toString());
			return null;
		}
		return AmazonCorrettoCryptoProvider.INSTANCE;
	}

}
