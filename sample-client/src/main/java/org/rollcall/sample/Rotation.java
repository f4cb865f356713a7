package org.rollcall.sample;

/**
 * What a refresh changed.
 *
 * @param accessToken whether there is a new access token
 * @param refreshToken whether the refresh token was replaced too, as a careful server does
 */
record Rotation(boolean accessToken, boolean refreshToken) {

	static Rotation between(Tokens former, Tokens renewed) {
		return new Rotation(!renewed.accessToken().equals(former.accessToken()),
				renewed.refreshToken() != null && !renewed.refreshToken().equals(former.refreshToken()));
	}

}
