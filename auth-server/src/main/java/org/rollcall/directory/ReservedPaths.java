package org.rollcall.directory;

import java.util.Locale;
import java.util.Set;

import org.springframework.stereotype.Component;

/**
 * The first path segments that belong to the server, so that no district may choose one as its custom URL: its login page
 * would hide, or be hidden by, a page of ours (contract §1).
 */
@Component
public class ReservedPaths {

	// A test in the signin room compares this list with the routes of the running server.
	private static final Set<String> RESERVED = Set.of(
			// the wire contract
			"oauth2", "v1", "v2", "v3", "my", "logout", "token", "connect", "login", "home", "ims", "proxy", "applications",
			".well-known", "userinfo", "jwks", "api", "oneroster",
			// pages
			"consent", "signed-out", "launchpad", "console", "admin", "workbench", "setup", "help", "about", "docs", "search",
			"find", "district", "districts", "account", "forgot-password", "reset-password", "signin", "sign-in", "signout",
			"sign-out", "default-ui.css",
			// files
			"assets", "static", "public", "resources", "css", "js", "images", "img", "fonts", "icons", "webjars", "favicon.ico",
			"favicon.svg", "rollcall.schema.json", "robots.txt", "sitemap.xml", "manifest.json", "index", "index.html",
			// operation
			"error", "actuator", "livez", "readyz", "healthz", "health", "metrics");

	/**
	 * Whether a district may not have that custom URL.
	 * @param customUrl the custom URL, in any case
	 */
	public boolean isReserved(String customUrl) {
		return RESERVED.contains(customUrl.toLowerCase(Locale.ROOT));
	}

}
