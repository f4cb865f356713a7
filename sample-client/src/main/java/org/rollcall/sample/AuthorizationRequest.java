package org.rollcall.sample;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Step 1: the question that the browser carries to ClassLink. Its three random values
 * stay in the session, because each ties an answer to this very question.
 *
 * @param state comes back with the code: the answer belongs to this browser (against
 * login CSRF)
 * @param nonce comes back in the id_token: the id_token belongs to this sign-in (against
 * replay)
 * @param codeVerifier goes along only when the code is exchanged: whoever steals the code
 * on its way cannot use it (PKCE)
 * @param anew whether the person is asked even what they answered before: what they left
 * out is not asked for again by itself
 */
record AuthorizationRequest(String state, String nonce, String codeVerifier, boolean anew) {

	private static final String IN_SESSION = "authorizationRequest";

	/** Starts a sign-in; one that was under way in this session is forgotten. */
	static AuthorizationRequest begin(HttpSession session, boolean anew) {
		AuthorizationRequest request = new AuthorizationRequest(Secrets.random(), Secrets.random(), Secrets.random(),
				anew);
		session.setAttribute(IN_SESSION, request);
		return request;
	}

	/** The sign-in under way. It can be taken once: a second answer to it finds nothing. */
	static @Nullable AuthorizationRequest take(HttpSession session) {
		AuthorizationRequest request = (AuthorizationRequest) session.getAttribute(IN_SESSION);
		session.removeAttribute(IN_SESSION);
		return request;
	}

	Map<String, String> parameters(SampleProperties properties) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("client_id", properties.clientId());
		parameters.put("redirect_uri", properties.redirectUri().toString());
		parameters.put("response_type", "code");
		parameters.put("scope", properties.scopes());
		parameters.put("state", state);
		parameters.put("nonce", nonce);
		parameters.put("code_challenge", codeChallenge());
		parameters.put("code_challenge_method", "S256");
		if (anew) {
			parameters.put("prompt", "consent");
		}
		return parameters;
	}

	URI uri(SampleProperties properties) {
		UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(properties.authorizationEndpoint());
		Map<String, String> parameters = parameters(properties);
		parameters.keySet().forEach((name) -> uri.queryParam(name, "{" + name + "}"));
		return uri.encode().buildAndExpand(parameters).toUri();
	}

	private String codeChallenge() {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			return Secrets.base64Url(sha256.digest(codeVerifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/** Without its values, so that no log can have them. */
	@Override
	public String toString() {
		return "AuthorizationRequest";
	}

}
