package org.rollcall.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rollcall.sample.SignInFailure.Reason;

import org.springframework.util.MultiValueMap;

/**
 * Step 2: what the browser brought back from ClassLink. Anybody can make a browser open
 * the callback with anything in it, so nothing here is believed before {@link #check}.
 *
 * @param parameters the parameters that this app knows, each at most once
 */
record AuthorizationResponse(Map<String, String> parameters) {

	private static final List<String> KNOWN = List.of("code", "response_type", "state", "iss", "error",
			"error_description", "next");

	private static final int LONGEST = 2048;

	static AuthorizationResponse of(MultiValueMap<String, String> received) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String name : KNOWN) {
			List<String> values = received.getOrDefault(name, List.of());
			if (values.size() > 1 || values.stream().anyMatch(AuthorizationResponse::isGarbage)) {
				throw new SignInFailure(Reason.CALLBACK_MALFORMED);
			}
			values.forEach((value) -> parameters.put(name, value));
		}
		return new AuthorizationResponse(parameters);
	}

	private static boolean isGarbage(String value) {
		return value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl);
	}

	/** Whether this answers no question of ours: every question carries a state. */
	boolean isUnsolicited() {
		return !parameters.containsKey("state");
	}

	/** Goes on only if this is ClassLink's yes to our request, and comes with a code. */
	void check(@Nullable AuthorizationRequest request, String issuer) {
		if (request == null) {
			throw new SignInFailure(Reason.NO_SIGN_IN_UNDER_WAY);
		}
		if (!Secrets.same(request.state(), parameters.get("state"))) {
			throw new SignInFailure(Reason.STATE_MISMATCH);
		}
		// RFC 9207: an app that knows several servers could be sent back by the wrong one
		if (!issuer.equals(parameters.getOrDefault("iss", issuer))) {
			throw new SignInFailure(Reason.ISSUER_MISMATCH);
		}
		if (parameters.containsKey("error")) {
			throw SignInFailure.refusedBy(parameters.get("error"), parameters.get("error_description"));
		}
		checkCode();
	}

	/** The same for an answer without a state, whose words may be anybody's. */
	void checkUnsolicited() {
		if (parameters.containsKey("error")) {
			throw SignInFailure.refusedBy(parameters.get("error"), null);
		}
		checkCode();
	}

	private void checkCode() {
		if (code().isBlank()) {
			throw new SignInFailure(Reason.CODE_MISSING);
		}
	}

	String code() {
		return parameters.getOrDefault("code", "");
	}

	/**
	 * Where to go once signed in: a page of this app. {@code //host}, {@code /\host}, and
	 * {@code https://host} would lead away from it, with our name in the link.
	 */
	String nextPage() {
		String next = parameters.getOrDefault("next", "");
		return next.matches("/(\\w[\\w./-]*)?") ? next : "/home";
	}

	/** Without the code, so that no log can have it. */
	@Override
	public String toString() {
		return "AuthorizationResponse" + parameters.keySet();
	}

}
