package org.rollcall.config;

import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import org.jspecify.annotations.Nullable;

import org.rollcall.key.SigningKeys;

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
			JWK jwk = text.startsWith("{") ? JWK.parse(text) : JWK.parseFromPEMEncodedObjects(text);
			return SigningKeys.usable(jwk);
		}
		catch (ParseException | JOSEException ex) {
			item.fault("privateKey", "This is neither a private key in PEM (BEGIN PRIVATE KEY) nor a JWK.");
		}
		catch (IllegalArgumentException ex) {
			item.fault("privateKey", String.valueOf(ex.getMessage()));
		}
		return null;
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

}
