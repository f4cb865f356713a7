package org.rollcall.oauth;

import java.util.Map;
import java.util.Set;

import org.rollcall.oauth.dialect.OAuthErrorWriter;

import org.springframework.stereotype.Component;

import static java.util.Map.entry;

/**
 * Are the parameters whole? Each at most once, readable, of a sensible length, and nothing asked for that is not offered.
 * Parameters that nobody knows are tolerated (contract, section 2).
 */
@Component
class CheckParameters implements AuthorizationStep {

	private static final Map<String, Integer> LONGEST = Map.ofEntries(entry("response_type", 64), entry("response_mode", 64),
			entry("scope", 2_048), entry("state", 4_096), entry("nonce", 1_024), entry("code_challenge", 128),
			entry("code_challenge_method", 16), entry("prompt", 128), entry("max_age", 10), entry("login_hint", 512),
			entry("ui_locales", 512), entry("id_token_hint", 8_192));

	private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");

	@Override
	public void take(AuthorizationRequest request) {
		LONGEST.forEach((name, longest) -> checkForm(request, name, longest));
		refuse(request, "request", "request_not_supported");
		refuse(request, "request_uri", "request_uri_not_supported");
		refuse(request, "registration", "registration_not_supported");
		checkResponse(request);
		checkPrompt(request);
		if (request.parameters().first("max_age").filter((seconds) -> !seconds.matches("\\d{1,9}")).isPresent()) {
			throw request.error("invalid_request", "max_age must be a number of seconds, without a sign.");
		}
	}

	private void checkForm(AuthorizationRequest request, String name, int longest) {
		if (request.parameters().isMalformed(name)) {
			throw request.error("invalid_request",
					name + " is not readable: it must be UTF-8 in percent-encoding, without control characters.");
		}
		if (!name.equals("scope") && request.parameters().isContradictory(name)) {
			throw request.error("invalid_request", name + " was sent more than once, with different values.");
		}
		if (request.parameters().all(name).stream().anyMatch((value) -> value.length() > longest)) {
			throw request.error("invalid_request", name + " is longer than " + longest + " characters.");
		}
	}

	private static void refuse(AuthorizationRequest request, String name, String error) {
		if (!request.parameters().all(name).isEmpty()) {
			throw request.error(error, "The parameter " + name + " is not supported: send the parameters themselves.");
		}
	}

	private static void checkResponse(AuthorizationRequest request) {
		String responseType = request.parameters()
			.first("response_type")
			.orElseThrow(() -> request.error("invalid_request", "response_type is missing: it must be code."));
		if (!responseType.equals("code")) {
			throw request.error("unsupported_response_type",
					"response_type is '" + OAuthErrorWriter.printable(responseType) + "'; the only one is code.");
		}
		if (request.parameters().first("response_mode").filter((mode) -> !mode.equals("query")).isPresent()) {
			throw request.error("invalid_request", "response_mode must be query, or be left out.");
		}
	}

	private static void checkPrompt(AuthorizationRequest request) {
		Set<String> prompt = request.prompt();
		if (!PROMPTS.containsAll(prompt)) {
			throw request.error("invalid_request", "prompt can be none, login, consent or select_account.");
		}
		if (prompt.contains("none") && prompt.size() > 1) {
			throw request.error("invalid_request", "prompt=none cannot be combined with another value.");
		}
	}

}
