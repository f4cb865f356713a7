package org.rollcall.sample;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/** A sign-in that cannot go on. {@link FailurePages} says so to the person, in plain words. */
final class SignInFailure extends RuntimeException {

	/** Why it stopped. The words to each are in {@code messages.properties}. */
	enum Reason {

		ACCESS_DENIED(HttpStatus.FORBIDDEN),

		AUTHORIZATION_REFUSED(HttpStatus.BAD_REQUEST),

		CALLBACK_MALFORMED(HttpStatus.BAD_REQUEST),

		CODE_MISSING(HttpStatus.BAD_REQUEST),

		FORM_EXPIRED(HttpStatus.FORBIDDEN),

		ID_TOKEN_INVALID(HttpStatus.BAD_GATEWAY),

		ISSUER_MISMATCH(HttpStatus.BAD_REQUEST),

		MY_INFO_REFUSED(HttpStatus.BAD_GATEWAY),

		NO_SIGN_IN_UNDER_WAY(HttpStatus.BAD_REQUEST),

		NOT_UNDERSTOOD(HttpStatus.BAD_GATEWAY),

		REFRESH_REFUSED(HttpStatus.UNAUTHORIZED),

		ROSTER_REFUSED(HttpStatus.BAD_GATEWAY),

		STATE_MISMATCH(HttpStatus.BAD_REQUEST),

		TILE_REFUSED(HttpStatus.FORBIDDEN),

		TOKEN_REFUSED(HttpStatus.BAD_GATEWAY),

		UNREACHABLE(HttpStatus.BAD_GATEWAY);

		private final HttpStatus status;

		Reason(HttpStatus status) {
			this.status = status;
		}

		HttpStatus status() {
			return status;
		}

		/** The name that the texts have, as in {@code state-mismatch}. */
		String key() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	private final Reason reason;

	private final Said said;

	SignInFailure(Reason reason) {
		this(reason, Said.NOTHING);
	}

	SignInFailure(Reason reason, Said said) {
		super(reason.name());
		this.reason = reason;
		this.said = said;
	}

	/** ClassLink's no, brought by the browser. */
	static SignInFailure refusedBy(@Nullable String error, @Nullable String description) {
		return "access_denied".equals(error) ? new SignInFailure(Reason.ACCESS_DENIED)
				: new SignInFailure(Reason.AUTHORIZATION_REFUSED, new Said(null, error, description));
	}

	/** The check of the id_token that failed, such as {@code nonce}. */
	static SignInFailure idToken(String check) {
		return new SignInFailure(Reason.ID_TOKEN_INVALID, new Said(null, check, null));
	}

	Reason reason() {
		return reason;
	}

	Said said() {
		return said;
	}

	/**
	 * What the server itself said about it, for the person to read, not for the app to
	 * act on.
	 *
	 * @param status the HTTP status of its answer
	 * @param error its error code, which also finds our hint
	 * @param description its own words
	 */
	record Said(@Nullable Integer status, @Nullable String error, @Nullable String description) {

		static final Said NOTHING = new Said(null, null, null);

		public boolean isNothing() {
			return equals(NOTHING);
		}

	}

}
