package org.rollcall.journey;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import org.rollcall.client.ClientSecret;

/**
 * An app of the demo, as it speaks to the token endpoint.
 *
 * @param secret {@code null} for a public app
 */
public record App(String clientId, String secret) {

	public static final App LINCOLN_READER = new App("c17000000000000123456789abcdef0123456789abcdef",
			"00112233445566778899aabbccddeeff");

	public static final App MOBILE_READER = new App("c1700000000001fedcba9876543210fedcba9876543210", null);

	public static final App LEGACY_READER = new App("c1700000000002aaaabbbbccccddddaaaabbbbccccdddd",
			"ffeeddccbbaa99887766554433221100");

	public static final String CALLBACK = "http://localhost:9001/callback";

	public static final String CALLBACK_WITH_QUERY = "http://localhost:9001/callback?next=%2Fhome";

	public static final String LIBRARY_CALLBACK = "http://localhost:8080/code";

	/** A verifier and its S256 challenge, from RFC 7636, appendix B. */
	public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	/**
	 * Returns what the server keeps of the secret.
	 */
	public ClientSecret clientSecret() {
		return (this.secret != null) ? ClientSecret.of(this.secret) : null;
	}

	/**
	 * Returns the address of an authorization request; parameters with a {@code null} value are left out.
	 * @param more names and values by turns; they replace the defaults
	 */
	public String authorizeUrl(String... more) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("client_id", this.clientId);
		parameters.put("redirect_uri", CALLBACK);
		parameters.put("response_type", "code");
		parameters.put("scope", "openid profile email");
		if (this.secret == null) {
			parameters.put("code_challenge", CHALLENGE);
			parameters.put("code_challenge_method", "S256");
		}
		for (int i = 0; i < more.length; i += 2) {
			parameters.put(more[i], more[i + 1]);
		}
		parameters.values().removeIf((value) -> value == null);
		return "/oauth2/v2/auth?" + Http.encode(parameters);
	}

	/**
	 * Sends a token request with {@code client_secret_post}, or as a public app.
	 * @param parameters names and values by turns
	 */
	public Page token(Http http, String... parameters) {
		return http.post("/oauth2/v2/token", parameters(parameters));
	}

	/**
	 * Returns the parameters of a token request with the app's id and, if it has one, its secret.
	 * @param more names and values by turns
	 */
	public List<Entry<String, String>> parameters(String... more) {
		List<Entry<String, String>> form = new ArrayList<>();
		form.add(Map.entry("client_id", this.clientId));
		if (this.secret != null) {
			form.add(Map.entry("client_secret", this.secret));
		}
		form.addAll(pairs(more));
		return form;
	}

	/**
	 * Returns an {@code Authorization} header with HTTP Basic.
	 */
	public String basic() {
		return "Basic " + Base64.getEncoder()
			.encodeToString((this.clientId + ":" + this.secret).getBytes(StandardCharsets.UTF_8));
	}

	public static List<Entry<String, String>> pairs(String... parameters) {
		List<Entry<String, String>> pairs = new ArrayList<>();
		for (int i = 0; i < parameters.length; i += 2) {
			pairs.add(Map.entry(parameters[i], parameters[i + 1]));
		}
		return pairs;
	}

}
