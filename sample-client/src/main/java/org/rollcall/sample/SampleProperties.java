package org.rollcall.sample;

import java.net.URI;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where ClassLink is, and what it handed out when this app was registered.
 *
 * @param issuer who signs people in; the address of the sign-in pages and of the token
 * endpoint, and to the letter the {@code iss} of every id_token
 * @param apiBase where {@code /v2/my/…} and OneRoster live: a host of its own at ClassLink, the issuer
 * at Rollcall
 * @param clientId this app's name at ClassLink
 * @param clientSecret this app's password at ClassLink; empty for a public client, which
 * has PKCE alone
 * @param redirectUri where ClassLink sends people back to, exactly as registered
 * @param scopes what the app asks for, separated by spaces
 * @param tileLaunch what happens when somebody comes in by a LaunchPad tile
 */
@Validated
@ConfigurationProperties("sample")
record SampleProperties(@NotNull @Pattern(regexp = BASE_URL, message = NO_BASE_URL) String issuer,
		@NotNull @Pattern(regexp = BASE_URL, message = NO_BASE_URL) String apiBase, @NotBlank String clientId,
		@NotNull String clientSecret, @NotNull URI redirectUri, @NotBlank String scopes,
		TileLaunch.@NotNull Mode tileLaunch) {

	private static final String BASE_URL = "https?://[^\\s?#]*[^\\s?#/]";

	private static final String NO_BASE_URL = "must be an http(s) address without a slash at its end";

	String authorizationEndpoint() {
		return issuer + "/oauth2/v2/auth";
	}

	String tokenEndpoint() {
		return issuer + "/oauth2/v2/token";
	}

	String jwksEndpoint() {
		return issuer + "/oauth2/v2/jwks";
	}

	String logoutEndpoint() {
		return issuer + "/logout";
	}

	String myInfoEndpoint() {
		return apiBase + "/v2/my/info";
	}

	String oneRosterEndpoint() {
		return apiBase + "/ims/oneroster/v1p1";
	}

	List<String> scopeList() {
		return List.of(scopes.split("[\\s,]+"));
	}

	/** The app's own front page, where people land after they signed out. */
	URI frontPage() {
		return redirectUri.resolve("/");
	}

	/** Without the secret, so that no log can have it. */
	@Override
	public String toString() {
		return "SampleProperties[clientId=" + clientId + ", issuer=" + issuer + "]";
	}

}
