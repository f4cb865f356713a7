package org.rollcall.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.springframework.stereotype.Service;

/**
 * Secrets that nobody has to keep: they follow from the master key and from what they are for, on every node alike. Whoever has one
 * of them learns nothing about another, nor about the key that private keys are sealed with.
 */
@Service
public class DerivedSecrets {

	/** How many bytes {@link #of} returns. */
	public static final int BYTES = 32;

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKey key;

	DerivedSecrets(MasterKey masterKey) {
		this.key = masterKey.derive("rollcall derived secrets");
	}

	/**
	 * Returns the secret for something, always the same one.
	 * @param purpose what it is good for, without a line break
	 * @param subject whose it is; if it is to change, something about the subject has to
	 */
	public byte[] of(String purpose, String subject) {
		if (purpose.indexOf('\n') >= 0) {
			throw new IllegalArgumentException("A purpose is one line");
		}
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal((purpose + '\n' + subject).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java runtime has " + ALGORITHM, ex);
		}
	}

}
