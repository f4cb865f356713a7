package org.rollcall.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set for the server as a whole.
 *
 * @param issuer the {@code iss} of every token and the base of every URL in discovery; no path, and no trailing slash
 * (contract, section 4)
 * @param dataDirectory where the embedded database and the master key live when no other place is given
 * @param secureCookies whether cookies are sent over https only; by default exactly when the issuer is https
 */
@ConfigurationProperties("rollcall")
public record RollcallProperties(@DefaultValue("http://localhost:9000") String issuer,
		@DefaultValue("data") Path dataDirectory, @Nullable Boolean secureCookies) {

	public RollcallProperties {
		if (issuer.endsWith("/")) {
			throw new StartupProblem("rollcall.issuer is '" + issuer + "', which ends with a slash.",
					"Write it without the trailing slash: ClassLink's issuer has none, and clients compare it letter by letter.");
		}
		if (!isAddress(issuer)) {
			throw new StartupProblem("rollcall.issuer is '" + issuer + "', which is not an absolute http(s) URL.",
					"Set it to the address under which apps reach Rollcall, such as https://login.example.org.");
		}
		if (!URI.create(issuer).getRawPath().isEmpty()) {
			throw new StartupProblem("rollcall.issuer is '" + issuer + "', which has a path.",
					"Give Rollcall a host name of its own, such as https://login.example.org: clients find everything below the"
							+ " issuer, and Rollcall answers at the root of its host only.");
		}
	}

	private static boolean isAddress(String issuer) {
		try {
			URI uri = new URI(issuer);
			return uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
					&& uri.getQuery() == null && uri.getFragment() == null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/**
	 * Returns whether cookies carry {@code Secure}.
	 */
	public boolean cookiesAreSecure() {
		return (secureCookies != null) ? secureCookies : issuer.startsWith("https:");
	}

}
