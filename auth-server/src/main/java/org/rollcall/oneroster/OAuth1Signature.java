package org.rollcall.oneroster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is signed in OAuth 1 (RFC 5849, section 3.4), and with what.
 */
final class OAuth1Signature {

	/** HMAC-SHA256 is in no RFC; ClassLink takes it as well (contract, section 1). */
	static final Map<String, String> ALGORITHMS = Map.of("HMAC-SHA1", "HmacSHA1", "HMAC-SHA256", "HmacSHA256");

	private final String baseString;

	/**
	 * @param url without its query
	 * @param parameters of the header, the query and the form, decoded; the signature and the realm are not signed
	 */
	OAuth1Signature(String method, String url, List<Map.Entry<String, String>> parameters) {
		String normalized = parameters.stream()
			.filter((parameter) -> !parameter.getKey().equals("oauth_signature"))
			.map((parameter) -> Map.entry(encode(parameter.getKey()), encode(parameter.getValue())))
			.sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry::getValue, Comparator.naturalOrder()))
			.map((parameter) -> parameter.getKey() + "=" + parameter.getValue())
			.collect(Collectors.joining("&"));
		this.baseString = method + "&" + encode(url) + "&" + encode(normalized);
	}

	/**
	 * Returns what is signed.
	 */
	String baseString() {
		return this.baseString;
	}

	/**
	 * Returns whether somebody who has the secret signed this, after the same time whatever they sent.
	 * @param method {@code oauth_signature_method}
	 * @param tokenSecret empty without a token
	 */
	boolean isMadeWith(String method, String secret, String tokenSecret, String presented) {
		byte[] sent;
		try {
			sent = Base64.getDecoder().decode(presented);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
		return MessageDigest.isEqual(make(method, secret, tokenSecret), sent);
	}

	private byte[] make(String method, String secret, String tokenSecret) {
		try {
			String algorithm = ALGORITHMS.get(method);
			Mac mac = Mac.getInstance(algorithm);
			mac.init(new SecretKeySpec((encode(secret) + "&" + encode(tokenSecret)).getBytes(StandardCharsets.US_ASCII), algorithm));
			return mac.doFinal(this.baseString.getBytes(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Encodes as RFC 5849, section 3.6 says: all but letters, digits and four more.
	 */
	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
	}

}
