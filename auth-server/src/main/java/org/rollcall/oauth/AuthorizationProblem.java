package org.rollcall.oauth;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why an authorization request ends on a page instead of at the app: the app is unknown, or the address to return to is not
 * its own, so a redirect could hand the person to a stranger (RFC 6749, section 4.1.2.1; contract, section 2). It shows the
 * developer what was sent and what is registered for that one app, and nothing of any other.
 *
 * @param clientId as it was sent, or {@code null} if it was not
 * @param clientName of the app that was recognised, or {@code null}
 * @param redirectUri as it was sent, or {@code null} if it was not
 * @param registered the app's redirect URIs, the most similar first
 * @param differences how the most similar one differs from what was sent
 */
public record AuthorizationProblem(Kind kind, @Nullable String clientId, @Nullable String clientName,
		@Nullable String redirectUri, List<String> registered, List<RedirectUriDifference> differences) {

	/** The request attribute under which the page finds the problem. */
	public static final String ATTRIBUTE = AuthorizationProblem.class.getName();

	/** Where a request with a problem is forwarded to. */
	public static final String PATH = "/oauth2/v2/problem";

	/**
	 * What is wrong.
	 */
	public enum Kind {

		CLIENT_ID_MISSING, CLIENT_ID_MALFORMED, CLIENT_UNKNOWN, CLIENT_IS_MACHINE, REDIRECT_URI_MISSING, REDIRECT_URI_AMBIGUOUS,
		REDIRECT_URI_NOT_REGISTERED, CONSENT_REQUEST_GONE

	}

	/**
	 * A consent page that was answered before, waited too long, or was somebody else's.
	 */
	public static AuthorizationProblem consentRequestGone() {
		return ofClient(Kind.CONSENT_REQUEST_GONE, null);
	}

	static AuthorizationProblem ofClient(Kind kind, @Nullable String clientId) {
		return new AuthorizationProblem(kind, clientId, null, null, List.of(), List.of());
	}

}
