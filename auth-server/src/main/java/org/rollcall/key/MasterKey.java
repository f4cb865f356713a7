package org.rollcall.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.RollcallProperties;
import org.rollcall.platform.SecretFile;
import org.rollcall.platform.StartupProblem;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The key under which private keys lie in the database, and that of which secrets are derived: AES-256-GCM, from {@code ROLLCALL_MASTER_KEY} or else from a file
 * in the data folder that is made on first use and readable by its owner alone.
 */
@Component
class MasterKey {

	private static final int IV_BYTES = 12;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final SecretKey key;

	private final String origin;

	MasterKey(@Value("${rollcall.master-key:}") String configured, RollcallProperties properties) {
		Path file = properties.dataDirectory().toAbsolutePath().normalize().resolve("master.key");
		this.origin = configured.isBlank() ? file.toString() : "ROLLCALL_MASTER_KEY";
		this.key = parse(configured.isBlank() ? read(file) : configured.strip());
	}

	byte[] seal(byte[] plain, String context) {
		byte[] iv = new byte[IV_BYTES];
		RANDOM.nextBytes(iv);
		byte[] sealed = apply(Cipher.ENCRYPT_MODE, iv, plain, 0, plain.length, context);
		byte[] both = new byte[IV_BYTES + sealed.length];
		System.arraycopy(iv, 0, both, 0, IV_BYTES);
		System.arraycopy(sealed, 0, both, IV_BYTES, sealed.length);
		return both;
	}

	byte[] open(byte[] sealed, String context) {
		byte[] iv = new byte[IV_BYTES];
		System.arraycopy(sealed, 0, iv, 0, IV_BYTES);
		return apply(Cipher.DECRYPT_MODE, iv, sealed, IV_BYTES, sealed.length - IV_BYTES, context);
	}

	/**
	 * Returns a key for something else than sealing (HKDF, RFC 5869; the master key is random already, so that it is only expanded).
	 * @param label what it is for
	 */
	SecretKey derive(String label) {
		try {
			return KDF.getInstance("HKDF-SHA256")
				.deriveKey("HmacSHA256", HKDFParameterSpec.expandOnly(this.key, label.getBytes(StandardCharsets.UTF_8), 32));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java runtime has HKDF-SHA256", ex);
		}
	}

	private byte[] apply(int mode, byte[] iv, byte[] input, int offset, int length, String context) {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(mode, this.key, new GCMParameterSpec(128, iv));
			cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
			return cipher.doFinal(input, offset, length);
		}
		catch (GeneralSecurityException ex) {
			throw new StartupProblem("The signing keys in the database cannot be opened with the master key from "
					+ this.origin + ".",
					"Start with the master key that they were sealed with: ROLLCALL_MASTER_KEY, or the file master.key of the"
							+ " data folder that was used before.",
					ex);
		}
	}

	private SecretKey parse(String encoded) {
		byte[] bytes = decode(encoded);
		if (bytes == null || bytes.length != 32) {
			throw new StartupProblem("The master key from " + this.origin + " is not 32 bytes in base64.",
					"Make one with: openssl rand -base64 32");
		}
		return new SecretKeySpec(bytes, "AES");
	}

	private static byte @Nullable [] decode(String encoded) {
		try {
			return Base64.getDecoder().decode(encoded);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String read(Path file) {
		try {
			if (!Files.exists(file)) {
				SecretFile.createFolder(file.getParent());
				byte[] random = new byte[32];
				RANDOM.nextBytes(random);
				SecretFile.write(file, Base64.getEncoder().encodeToString(random));
			}
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new StartupProblem("The master key " + file + " can be neither read nor made.",
					"Give the user who starts Rollcall the right to, or set ROLLCALL_MASTER_KEY.", ex);
		}
	}

}
