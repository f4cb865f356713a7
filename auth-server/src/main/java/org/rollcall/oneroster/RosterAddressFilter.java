package org.rollcall.oneroster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.directory.ReservedPaths;
import org.rollcall.share.RosterServers;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Takes off the address what stands before OneRoster's own path: the proxy's {@code oneroster_application_id}, or a district's custom
 * url (contract, sections 1 and 6). What is left is looked at by all that looks at addresses.
 *
 * <p>
 * An {@code oneroster_application_id} has escaped slashes in it, and is compared as it was sent; a sourcedId may have any character.
 * Nobody else's address may have an escaped slash: it is a slash to some and none to others, and who sends one elsewhere wants to be
 * somewhere else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RosterAddressFilter extends OncePerRequestFilter {

	/** The token endpoint at the root of a district's addresses, as it is at the root of a Roster Server. */
	private static final String TOKEN = "/token";

	private static final String ID_SEGMENT = "[^/;\\\\]*%[^/;\\\\]*";

	private static final Pattern PROXY = Pattern.compile("((?:/proxy/v1p0)?/(" + ID_SEGMENT + "))(/ims/oneroster/.*)");

	private static final Pattern PROXY_WITHOUT_ESCAPES = Pattern.compile("(/proxy/v1p0/([^/;%\\\\]+))(/ims/oneroster/.*)");

	private static final Pattern APPLICATION = Pattern.compile("/applications/(" + ID_SEGMENT + ")/server");

	private static final Pattern DISTRICT = Pattern.compile("(/([A-Za-z0-9-]+))(/ims/oneroster/.*|" + TOKEN + ")");

	private static final String ONE_ROSTER = "/ims/oneroster/";

	private static final Pattern ESCAPED_SLASH = Pattern.compile("%2f", Pattern.CASE_INSENSITIVE);

	private final ReservedPaths reservedPaths;

	private final RosterServers servers;

	RosterAddressFilter(ReservedPaths reservedPaths, RosterServers servers) {
		this.reservedPaths = reservedPaths;
		this.servers = servers;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String customUrl = this.servers.customUrl(request.getServerName().toLowerCase(Locale.ROOT));
		if (customUrl != null) {
			new NamedRoster(null, customUrl).keep(request);
		}
		HttpServletRequest addressed = withOpaqueIds(addressed(request));
		if (ESCAPED_SLASH.matcher(addressed.getRequestURI()).find()) {
			response.sendError(HttpStatus.BAD_REQUEST.value());
			return;
		}
		chain.doFilter(addressed, response);
	}

	private static HttpServletRequest withOpaqueIds(HttpServletRequest request) {
		String path = request.getRequestURI();
		if (!path.startsWith(ONE_ROSTER)) {
			return request;
		}
		String opaque = OpaqueIds.hide(path, ONE_ROSTER.length());
		if (opaque.equals(path)) {
			return request;
		}
		Address.keepPath(request, path);
		return new AddressedRequest(request, opaque);
	}

	private HttpServletRequest addressed(HttpServletRequest request) {
		String path = request.getRequestURI();
		for (Pattern pattern : new Pattern[] { PROXY, PROXY_WITHOUT_ESCAPES }) {
			Matcher proxy = pattern.matcher(path);
			if (proxy.matches()) {
				new NamedRoster(proxy.group(2), null).keep(request);
				Address.keepPrefix(request, proxy.group(1));
				return new AddressedRequest(request, proxy.group(3));
			}
		}
		Matcher application = APPLICATION.matcher(path);
		if (application.matches()) {
			new NamedRoster(application.group(1), null).keep(request);
			return new AddressedRequest(request, ApplicationsController.NAMED_SERVER);
		}
		Matcher district = DISTRICT.matcher(path);
		if (district.matches() && !this.reservedPaths.isReserved(district.group(2))) {
			new NamedRoster(null, district.group(2)).keep(request);
			Address.keepPrefix(request, district.group(1));
			return new AddressedRequest(request, district.group(3));
		}
		return request;
	}

	private static final class AddressedRequest extends HttpServletRequestWrapper {

		private final String path;

		private AddressedRequest(HttpServletRequest request, String path) {
			super(request);
			this.path = path;
		}

		@Override
		public String getRequestURI() {
			return this.path;
		}

		@Override
		public StringBuffer getRequestURL() {
			StringBuffer url = super.getRequestURL();
			url.setLength(url.length() - super.getRequestURI().length());
			return url.append(this.path);
		}

		@Override
		public String getServletPath() {
			return UriUtils.decode(this.path, StandardCharsets.UTF_8);
		}

	}

}
