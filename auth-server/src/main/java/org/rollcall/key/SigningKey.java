package org.rollcall.key;

import java.time.Instant;

import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jwk.RSAKey;
import org.jspecify.annotations.Nullable;

/**
 * A key in its life: published, signing, published still, gone.
 */
record SigningKey(RSAKey jwk, JWSSigner signer, Instant createdAt, Instant signsFrom, @Nullable Instant publishedUntil) {

	boolean isPublished(Instant now) {
		return this.publishedUntil == null || now.isBefore(this.publishedUntil);
	}

	boolean signsAt(Instant now) {
		return !now.isBefore(this.signsFrom);
	}

	@Override
	public String toString() {
		return "SigningKey[kid=" + this.jwk.getKeyID() + "]";
	}

}
