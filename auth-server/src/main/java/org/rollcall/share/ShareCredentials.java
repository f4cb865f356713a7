package org.rollcall.share;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

import org.rollcall.key.DerivedSecrets;

import org.springframework.stereotype.Service;

/**
 * What an app shows to see a shared roster. Nobody keeps it: it follows from the master key and the share, and is another one as soon
 * as the share is renewed.
 */
@Service
public class ShareCredentials {

	private final DerivedSecrets secrets;

	ShareCredentials(DerivedSecrets secrets) {
		this.secrets = secrets;
	}

	/**
	 * Returns the bearer for the proxy, a UUID as ClassLink's.
	 */
	public String bearer(RosterShare share) {
		ByteBuffer random = ByteBuffer.wrap(derived("roster share bearer", share));
		// marked as a random UUID (RFC 9562, version 4): clients may look
		long high = random.getLong() & ~0xf000L | 0x4000L;
		long low = random.getLong() & 0x3fffffffffffffffL | Long.MIN_VALUE;
		return new UUID(high, low).toString();
	}

	/**
	 * Returns the secret that goes with the consumer key: 32 lower-case hex digits.
	 */
	public String secret(RosterShare share) {
		return HexFormat.of().formatHex(Arrays.copyOf(derived("roster share secret", share), 16));
	}

	/**
	 * Returns whether somebody shows the share's bearer, after the same time whatever they show.
	 */
	public boolean isBearer(RosterShare share, String presented) {
		return same(bearer(share), presented);
	}

	/**
	 * Returns whether somebody shows the share's secret, after the same time whatever they show.
	 */
	public boolean isSecret(RosterShare share, String presented) {
		return same(secret(share), presented);
	}

	/**
	 * The consumer key keeps servers apart that have the same master key and count their shares alike.
	 */
	private byte[] derived(String purpose, RosterShare share) {
		return this.secrets.of(purpose, share.shareId() + " " + share.generation() + " " + share.consumerKey());
	}

	private static boolean same(String right, String presented) {
		return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
	}

}
