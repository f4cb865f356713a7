package org.rollcall.admin;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.ApiKey;
import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.platform.Actor;
import org.rollcall.platform.Problem;

import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who calls the admin API.
 *
 * @param name of the key that was shown
 * @param key what the key is good for; {@code null} for the server's own, which is good for everything
 */
record Caller(String name, @Nullable ApiKey key) {

	private static final String ATTRIBUTE = Caller.class.getName();

	private static final String PREFIX = "/admin/v1/";

	void enter(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
		Actor.enter(request, Actor.Kind.API_KEY, this.name);
	}

	static Caller current() {
		return (Caller) Objects.requireNonNull(
				((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest().getAttribute(ATTRIBUTE));
	}

	/**
	 * Returns the custom URL of the only district that is in reach; {@code null} for all.
	 */
	@Nullable String district() {
		return (this.key != null) ? this.key.district() : null;
	}

	@Nullable Integer tenantId() {
		return (this.key != null) ? this.key.tenantId() : null;
	}

	/**
	 * Returns whether a district, or what is in it, is there as far as the key goes.
	 */
	boolean reaches(String customUrl) {
		return tenantId() == null || customUrl.equalsIgnoreCase(district());
	}

	/**
	 * Returns why the key is not good for a request, if it is not. What no kind of scope is for is for the server's own keys.
	 */
	Optional<Problem> refusal(HttpServletRequest request) {
		if (this.key == null) {
			return Optional.empty();
		}
		String path = request.getServletPath();
		String kind = path.startsWith(PREFIX) ? path.substring(PREFIX.length()).replaceAll("/.*", "") : "";
		boolean write = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
		Optional<ApiKeyScope> scope = Arrays.stream(ApiKeyScope.values()).filter((one) -> one.kind().equals(kind)).findFirst();
		if (scope.isEmpty()) {
			return Optional.of(new Problem(HttpStatus.FORBIDDEN, "beyond-reach", "This key is not for this address."));
		}
		String missing = write ? scope.get().write() : scope.get().read();
		if (!this.key.may(kind, write)) {
			return Optional.of(new Problem(HttpStatus.FORBIDDEN, "missing-scope", "This key lacks the scope " + missing + ".",
					Map.of("scope", missing)));
		}
		if (scope.get() == ApiKeyScope.CONFIG && tenantId() != null) {
			return Optional.of(new Problem(HttpStatus.FORBIDDEN, "beyond-reach",
					"This key reaches the district '" + district() + "' only, and the configuration is that of the whole server."));
		}
		return Optional.empty();
	}

}
