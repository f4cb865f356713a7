package org.rollcall.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set for the server as a whole. The four addresses have neither a path nor a trailing slash: a scheme, a host, and
 * perhaps a port.
 *
 * @param issuer the {@code iss} of every token (contract, section 4)
 * @param frontChannelUrl what browsers open: authorization and logout; the issuer unless it is set
 * @param backChannelUrl what apps' servers call: token, JWKS and the like; the issuer unless it is set
 * @param userApiUrl where apps' servers ask about people: {@code /v2/my}; the back-channel URL unless it is set
 * @param dataDirectory where the embedded database and the master key live when no other place is given
 * @param secureCookies whether cookies are sent over https only; by default exactly when browsers come over https
 * @param dropIn whether this server plays ClassLink under ClassLink's own host names
 */
@ConfigurationProperties("rollcall")
public record RollcallProperties(@DefaultValue("http://localhost:9000") String issuer, @Nullable String frontChannelUrl,
		@Nullable String backChannelUrl, @Nullable String userApiUrl, @DefaultValue("data") Path dataDirectory,
		@Nullable Boolean secureCookies, boolean dropIn) {

	public RollcallProperties {
		check("issuer", issuer);
		check("front-channel-url", frontChannelUrl);
		check("back-channel-url", backChannelUrl);
		check("user-api-url", userApiUrl);
	}

	/**
	 * @throws StartupProblem if {@code url} cannot be the base of all that is served here
	 */
	private static void check(String name, @Nullable String url) {
		if (url == null || url.isBlank() && !name.equals("issuer")) {
			return;
		}
		String sentence = "rollcall." + name + " is '" + url + "', which ";
		if (url.endsWith("/")) {
			throw new StartupProblem(sentence + "ends with a slash.",
					name.equals("issuer")
							? "Write it without the trailing slash: ClassLink's issuer has none, and clients compare it letter by letter."
							: "Write it without the trailing slash: the paths that follow begin with one.");
		}
		if (!isAddress(url)) {
			throw new StartupProblem(sentence + "is not an absolute http(s) URL.",
					"Set it to the address under which apps reach Rollcall, such as https://login.example.org.");
		}
		if (!URI.create(url).getRawPath().isEmpty()) {
			throw new StartupProblem(sentence + "has a path.",
					"Give Rollcall a host name of its own, such as https://login.example.org: clients find everything below the"
							+ " issuer, and Rollcall answers at the root of its host only.");
		}
	}

	private static boolean isAddress(String url) {
		try {
			URI uri = new URI(url);
			return uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
					&& uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/**
	 * Returns the base of what browsers open.
	 */
	@Override
	public String frontChannelUrl() {
		return orElse(this.frontChannelUrl, this.issuer);
	}

	/**
	 * Returns the base of what apps' servers call.
	 */
	@Override
	public String backChannelUrl() {
		return orElse(this.backChannelUrl, this.issuer);
	}

	/**
	 * Returns the base of what apps' servers ask about people.
	 */
	@Override
	public String userApiUrl() {
		return orElse(this.userApiUrl, backChannelUrl());
	}

	/**
	 * Returns whether cookies carry {@code Secure}.
	 */
	public boolean cookiesAreSecure() {
		return (this.secureCookies != null) ? this.secureCookies : frontChannelUrl().startsWith("https:");
	}

	/**
	 * A variable that a Compose file passes on without a value is no setting.
	 */
	private static String orElse(@Nullable String url, String other) {
		return (url == null || url.isBlank()) ? other : url;
	}

}
