package org.rollcall.launchpad;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Launch;
import org.rollcall.client.Scope;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.tile.OwnTile;

import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Where a click on a tile leads: to the app that asked to begin a sign-in itself (OpenID Connect Core, section 4), else to a
 * plain authorize link as at ClassLink, without state, nonce or PKCE (contract, sections 2 and 8), else to the tile's own address.
 */
@Component
class StartApp {

	private static final String AUTHORIZE = "/oauth2/v2/auth";

	/** What a sign-in is about; an app that wants more asks for it. */
	private static final Set<String> BASIC = Set.of(Scope.OPENID.value(), Scope.PROFILE.value(), Scope.EMAIL.value());

	private final RollcallProperties properties;

	StartApp(RollcallProperties properties) {
		this.properties = properties;
	}

	/**
	 * @param launch the tile's app, {@code null} for a tile of none of ours
	 * @param allowed what the person allowed the app before, which nobody has to be asked for
	 */
	String address(OwnTile tile, @Nullable Launch launch, Set<String> allowed) {
		if (launch == null) {
			return tile.url();
		}
		if (launch.initiateLoginUri() != null) {
			return initiate(launch.initiateLoginUri(), tile.url());
		}
		if (isAuthorizeLink(tile.url()) || launch.pkceRequired() || launch.redirectUris().isEmpty()) {
			return tile.url();
		}
		return this.properties.frontChannelUrl() + AUTHORIZE + "?client_id=" + encode(launch.clientId()) + "&redirect_uri="
				+ encode(launch.redirectUris().getFirst()) + "&response_type=code&scope=" + encode(scopes(launch, allowed));
	}

	private String initiate(String uri, String url) {
		return uri + ((uri.indexOf('?') < 0) ? "?" : "&") + "iss=" + encode(this.properties.issuer())
				+ (isAuthorizeLink(url) || url.equals(uri) ? "" : "&target_link_uri=" + encode(url));
	}

	/**
	 * Whatever it was allowed before it gets again, so that to start an app from here takes nothing from it.
	 */
	private static String scopes(Launch launch, Set<String> allowed) {
		Set<String> scopes = launch.scopes()
			.stream()
			.filter((scope) -> BASIC.contains(scope) || allowed.contains(scope))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		return String.join(" ", scopes.isEmpty() ? launch.scopes() : scopes);
	}

	private boolean isAuthorizeLink(String url) {
		try {
			URI uri = new URI(url);
			return List.of(AUTHORIZE, "/oauth2/auth").contains(String.valueOf(uri.getPath()))
					&& url.startsWith(this.properties.frontChannelUrl() + "/");
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static String encode(String value) {
		return UriUtils.encode(value, StandardCharsets.UTF_8);
	}

}
