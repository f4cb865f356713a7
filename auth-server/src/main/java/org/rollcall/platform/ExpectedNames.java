package org.rollcall.platform;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Compares the name that a request came by with those that the server was told. A browser and a container often know it by
 * different ones, and clients compare the issuer letter by letter.
 *
 * <p>
 * The scheme does not count, nor do its default ports: behind a proxy that ends TLS the server sees http.
 */
@Component
class ExpectedNames {

	private static final Pattern READABLE = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");

	private static final Set<String> DISCOVERY = Set.of("/.well-known/openid-configuration",
			"/oauth2/v2/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");

	private static final Set<String> BACK_CHANNEL = Set.of("/oauth2/v2/token", "/oauth2/v2/revoke",
			"/oauth2/v2/introspect", "/oauth2/v2/jwks", "/oauth2/v2/userinfo", "/token");

	private final RollcallProperties properties;

	private final List<ServedHosts> servedHosts;

	ExpectedNames(RollcallProperties properties, ObjectProvider<ServedHosts> servedHosts) {
		this.properties = properties;
		this.servedHosts = servedHosts.stream().toList();
	}

	/**
	 * Returns what is wrong with the name that the request came by, or {@code null}.
	 */
	@Nullable NameProblem check(HttpServletRequest request) {
		String host = request.getServerName().toLowerCase(Locale.ROOT);
		if (request.getHeader(HttpHeaders.HOST) == null || isServed(request, host)) {
			return null;
		}
		Use use = use(request.getRequestURI());
		String expected = expected(use);
		if (!names(use).contains(name(host, request.getServerPort()))) {
			return new NameProblem(this.properties.dropIn() ? NameProblem.Kind.NOT_CLASSLINKS : NameProblem.Kind.OTHER_NAME,
					asked(request, host), expected);
		}
		if (use.isBrowsers() && losesCookies(request, host)) {
			return new NameProblem(NameProblem.Kind.NOT_SECURE, asked(request, host), expected);
		}
		return null;
	}

	private boolean isServed(HttpServletRequest request, String host) {
		return request.isSecure() && this.servedHosts.stream().anyMatch((hosts) -> hosts.contains(host));
	}

	/**
	 * On their own machine browsers keep such cookies also over http, and a proxy that says so has spoken https.
	 */
	private boolean losesCookies(HttpServletRequest request, String host) {
		return this.properties.cookiesAreSecure() && !request.isSecure() && request.getHeader("X-Forwarded-Proto") == null
				&& request.getHeader("Forwarded") == null && !host.equals("localhost");
	}

	private Set<String> names(Use use) {
		Stream<String> urls = switch (use) {
			case DISCOVERY -> Stream.of(this.properties.issuer(), this.properties.backChannelUrl());
			case BACK_CHANNEL ->
				Stream.of(this.properties.issuer(), this.properties.backChannelUrl(), this.properties.userApiUrl());
			case AUTHORIZATION, PAGE -> Stream.of(this.properties.issuer(), this.properties.frontChannelUrl());
		};
		return urls.map(URI::create)
			.map((uri) -> name(uri.getHost().toLowerCase(Locale.ROOT), uri.getPort()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private String expected(Use use) {
		return switch (use) {
			case DISCOVERY -> this.properties.issuer();
			case BACK_CHANNEL -> this.properties.backChannelUrl();
			case AUTHORIZATION, PAGE -> this.properties.frontChannelUrl();
		};
	}

	private static String name(String host, int port) {
		return (port < 0 || port == 80 || port == 443) ? host : host + ":" + port;
	}

	private static String asked(HttpServletRequest request, String host) {
		return READABLE.matcher(host).matches() ? request.getScheme() + "://" + name(host, request.getServerPort())
				: "a name that cannot be read";
	}

	static Use use(String path) {
		if (DISCOVERY.contains(path)) {
			return Use.DISCOVERY;
		}
		if (BACK_CHANNEL.contains(path) || path.startsWith("/v2/") || path.startsWith("/my/")) {
			return Use.BACK_CHANNEL;
		}
		return path.equals("/oauth2/v2/auth") ? Use.AUTHORIZATION : Use.PAGE;
	}

	/**
	 * Who comes with a request, and what for.
	 */
	enum Use {

		DISCOVERY, BACK_CHANNEL, AUTHORIZATION, PAGE;

		boolean isBrowsers() {
			return this == AUTHORIZATION || this == PAGE;
		}

	}

}
