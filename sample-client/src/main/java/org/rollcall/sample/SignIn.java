package org.rollcall.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Steps 3 to 5 in their order: code, tokens, id_token, person. */
@Component
class SignIn {

	private final ClassLink classLink;

	private final IdTokenVerifier idTokens;

	private final SampleProperties properties;

	SignIn(ClassLink classLink, IdTokenVerifier idTokens, SampleProperties properties) {
		this.classLink = classLink;
		this.idTokens = idTokens;
		this.properties = properties;
	}

	/**
	 * Turns a code into a person.
	 * @param request what the code answers; none if it was not asked for
	 */
	SignedIn complete(AuthorizationResponse response, @Nullable AuthorizationRequest request) {
		Tokens tokens = classLink.exchange(response.code(), (request != null) ? request.codeVerifier() : null);
		Jwt idToken = verifyIdToken(tokens, (request != null) ? request.nonce() : null);
		Person person = askWhoItIs(tokens, idToken);
		return new SignedIn(request, response, tokens, idToken, person);
	}

	/** Gets new tokens, and asks again who it is: much may have changed since. */
	SignedIn refresh(SignedIn former, String refreshToken) {
		Tokens tokens = classLink.refresh(refreshToken);
		Jwt idToken = former.idToken();
		if (idToken != null && tokens.idToken() != null) {
			idToken = idTokens.verifyRefreshed(tokens.idToken(), idToken);
		}
		return new SignedIn(former.request(), former.response(), tokens, idToken, askWhoItIs(tokens, idToken));
	}

	/** Plain OAuth, without the scope {@code openid}, gives no id_token. */
	private @Nullable Jwt verifyIdToken(Tokens tokens, @Nullable String nonce) {
		if (tokens.idToken() != null) {
			return idTokens.verify(tokens.idToken(), nonce);
		}
		if (properties.scopeList().contains("openid")) {
			throw SignInFailure.idToken("missing");
		}
		return null;
	}

	/** The access token and the id_token must speak of one and the same person. */
	private Person askWhoItIs(Tokens tokens, @Nullable Jwt idToken) {
		Person person = classLink.myInfo(tokens.accessToken());
		if (idToken != null && !person.userId().equals(idToken.getSubject())) {
			throw SignInFailure.idToken("subject");
		}
		return person;
	}

}
