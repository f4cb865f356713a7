package org.rollcall.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import org.jspecify.annotations.Nullable;

import org.rollcall.key.SigningKeys;

import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.stereotype.Component;

/**
 * {@code keys}. They are taken in after everything else has been committed, because a key that signs cannot be taken back.
 */
@Component
class KeyPart {

	private final SigningKeys signingKeys;

	KeyPart(SigningKeys signingKeys) {
		this.signingKeys = signingKeys;
	}

	/**
	 * Returns the keys in their order, each with where it stands; faults go to the items.
	 */
	Map<RSAKey, Section> read(ConfigDocument document) {
		Map<RSAKey, Section> keys = new LinkedHashMap<>();
		for (Section item : document.root().sections("keys")) {
			RSAKey key = key(item);
			if (key != null) {
				keys.put(key, item);
			}
		}
		return keys;
	}

	private static @Nullable RSAKey key(Section item) {
		String text = item.text("privateKey", "").strip();
		try {
			return SigningKeys.usable(text.startsWith("{") ? JWK.parse(text) : pem(text));
		}
		catch (ParseException | InvalidKeyFormatException ex) {
			item.fault("privateKey", "This is neither an RSA key in PKCS#8 PEM (BEGIN PRIVATE KEY) nor a JWK.");
		}
		catch (IllegalArgumentException ex) {
			item.fault("privateKey", String.valueOf(ex.getMessage()));
		}
		return null;
	}

	private static RSAKey pem(String text) throws InvalidKeyFormatException {
		if (!text.startsWith("-----BEGIN PRIVATE KEY-----")) {
			throw new InvalidKeyFormatException();
		}
		try {
			if (RsaKeyConverters.pkcs8().convert(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
					instanceof RSAPrivateCrtKey key) {
				return new RSAKey.Builder(Base64URL.encode(key.getModulus()), Base64URL.encode(key.getPublicExponent()))
					.privateKey((RSAPrivateKey) key)
					.build();
			}
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			// said by the caller
		}
		throw new InvalidKeyFormatException();
	}

	void adopt(Map<RSAKey, Section> keys, Changes changes) {
		keys.keySet().forEach((key) -> {
			if (this.signingKeys.adopt(key)) {
				changes.created("key", key.getKeyID());
			}
		});
	}

	/**
	 * Notes which keys would be new.
	 */
	void announce(Map<RSAKey, Section> keys, Changes changes) {
		keys.keySet()
			.stream()
			.filter((key) -> this.signingKeys.published().getKeyByKeyId(key.getKeyID()) == null)
			.forEach((key) -> changes.created("key", key.getKeyID()));
	}

	private static final class InvalidKeyFormatException extends Exception {

	}

}
