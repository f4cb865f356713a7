package org.rollcall.oneroster;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What OAuth 1 signs, by the examples of RFC 5849.
 */
class OAuth1SignatureTests {

	@Test
	void theBaseStringIsThatOfSection3_4_1_1() {
		OAuth1Signature signature = new OAuth1Signature("POST", "http://example.com/request",
				List.of(entry("b5", "=%3D"), entry("a3", "a"), entry("c@", ""), entry("a2", "r b"), entry("oauth_consumer_key", "9djdj82h48djs9d2"),
						entry("oauth_token", "kkk9d7dh3k39sjv7"), entry("oauth_signature_method", "HMAC-SHA1"),
						entry("oauth_timestamp", "137131201"), entry("oauth_nonce", "7d8f3e4a"), entry("oauth_signature", "bYT5CMsGcbgUdFHObYMEfcx6bsw="),
						entry("c2", ""), entry("a3", "2 q")));

		assertThat(signature.baseString()).isEqualTo("POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D"
				+ "%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1"
				+ "%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7");
	}

	/** The first signature of section 1.2 is one of nothing that stands there, so the one without a token is as oauthlib 3.2.2 makes it. */
	@Test
	void theSignatureIsThatOfSection1_2AndOneWithoutATokenIsThatOfAnotherImplementation() {
		Map<String, String> withoutToken = Map.of("oauth_consumer_key", "dpf43f3p2l4k3l03", "oauth_signature_method", "HMAC-SHA1",
				"oauth_timestamp", "137131200", "oauth_nonce", "wIjqoxSZ", "oauth_callback", "http://printer.example.com/ready");
		Map<String, String> withToken = Map.of("oauth_consumer_key", "dpf43f3p2l4k3l03", "oauth_token", "nnch734d00sl2jdk",
				"oauth_signature_method", "HMAC-SHA1", "oauth_timestamp", "137131202", "oauth_nonce", "chapoH", "file", "vacation.jpg",
				"size", "original");

		assertThat(new OAuth1Signature("POST", "https://photos.example.net/initiate", List.copyOf(withoutToken.entrySet()))
			.isMadeWith("HMAC-SHA1", "kd94hf93k423kf44", "", "/UvthHqLWsq3QBhDNNbCXRUcFvI=")).isTrue();
		assertThat(new OAuth1Signature("GET", "http://photos.example.net/photos", List.copyOf(withToken.entrySet()))
			.isMadeWith("HMAC-SHA1", "kd94hf93k423kf44", "pfkkdhi9sl3r4s00", "MdpQcU8iPSUjWoN/UDMsK2sui9I=")).isTrue();
	}

	@Test
	void whatWasSignedOtherwiseDiffers() {
		OAuth1Signature signature = new OAuth1Signature("GET", "http://photos.example.net/photos", List.of(entry("size", "original")));

		for (String presented : List.of("MdpQcU8iPSUjWoN/UDMsK2sui9I=", "", "not base64!", "MdpQ")) {
			assertThat(signature.isMadeWith("HMAC-SHA1", "secret", "", presented)).as(presented).isFalse();
			assertThat(signature.isMadeWith("HMAC-SHA256", "secret", "", presented)).as(presented).isFalse();
		}
	}

}
