package org.rollcall.admin;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.ApiKey;
import org.rollcall.administrator.ApiKeyScope;
import org.rollcall.client.Scope;
import org.rollcall.platform.Actor;
import org.rollcall.platform.Problem;

import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who calls the admin API.
 *
 * @param kind whether a key was shown, or an app's token
 * @param name of the key, or the app's client id
 * @param scopes such as {@code people.read}; {@code null} for the server's own key, which is good for everything
 * @param tenantId the only district that is in reach; {@code null} for all
 * @param district the custom URL of that district
 * @param endsAt when a key that somebody made ends, {@code null} for everybody else
 * @param makerId the person who answers for a key, and for what is made with it
 */
record Caller(Actor.Kind kind, String name, @Nullable Set<String> scopes, @Nullable Integer tenantId, @Nullable String district,
		@Nullable Instant endsAt, @Nullable Integer makerId) {

	private static final String ATTRIBUTE = Caller.class.getName();

	private static final String PREFIX = "/admin/v1/";

	/**
	 * Returns whoever shows a key of the server's own.
	 */
	static Caller ofServer(String name) {
		return new Caller(Actor.Kind.API_KEY, name, null, null, null, null, null);
	}

	/**
	 * Returns whoever shows a key that somebody made.
	 */
	static Caller of(ApiKey key) {
		return new Caller(Actor.Kind.API_KEY, key.name(), key.scopes(), key.tenantId(), key.district(), key.expiresAt(), key.makerId());
	}

	void enter(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
		Actor.enter(request, this.kind, this.name);
	}

	static Caller current() {
		return (Caller) Objects.requireNonNull(
				((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest().getAttribute(ATTRIBUTE));
	}

	/**
	 * Returns whether a district, or what is in it, is there as far as the caller goes.
	 */
	boolean reaches(String customUrl) {
		return this.tenantId == null || customUrl.equalsIgnoreCase(this.district);
	}

	/**
	 * Returns whether the caller may do what a scope is for.
	 * @param scope such as {@code people.read}
	 */
	boolean has(String scope) {
		return this.scopes == null || this.scopes.contains(scope)
				|| scope.endsWith(".read") && this.scopes.contains(scope.replace(".read", ".write"));
	}

	/**
	 * Returns whether the caller may give an app a scope of this API: what it may do itself, for who can write to an app can act as
	 * the app. What is the whole server's is not for one district, so no caller of a district has it to give; nor
	 * what lets an app look into what others have.
	 */
	boolean mayGive(String scope) {
		if (Scope.beyondOneApp().contains(scope)) {
			return this.tenantId == null;
		}
		return has(scope) && (this.tenantId == null || Arrays.stream(ApiKeyScope.values())
			.noneMatch((one) -> one.isOfServer() && scope.startsWith(one.kind() + ".")));
	}

	/**
	 * Returns whether the caller may change who administers the server, and each district: whoever writes the whole configuration
	 * does so anyway.
	 */
	boolean mayAdministrate() {
		return this.scopes == null || this.tenantId == null && has(ApiKeyScope.CONFIG.write());
	}

	/**
	 * Returns what was shown, in a word.
	 */
	String what() {
		return (this.kind == Actor.Kind.APP) ? "app" : "key";
	}

	/**
	 * Returns why what was shown is not good for a request, if it is not. What no kind of scope is for is for the server's own keys.
	 */
	Optional<Problem> refusal(HttpServletRequest request) {
		if (this.scopes == null) {
			return Optional.empty();
		}
		String path = request.getServletPath();
		String kind = path.startsWith(PREFIX) ? path.substring(PREFIX.length()).replaceAll("/.*", "") : "";
		boolean write = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
		Optional<ApiKeyScope> scope = Arrays.stream(ApiKeyScope.values()).filter((one) -> one.kind().equals(kind)).findFirst();
		if (scope.isEmpty()) {
			return Optional.of(new Problem(HttpStatus.FORBIDDEN, "beyond-reach", "This " + what() + " is not for this address."));
		}
		String missing = write ? scope.get().write() : scope.get().read();
		if (!has(missing)) {
			return Optional.of(new Problem(HttpStatus.FORBIDDEN, "missing-scope",
					"This " + ((this.kind == Actor.Kind.APP) ? "access token" : "key") + " lacks the scope " + missing + ".",
					Map.of("scope", missing)));
		}
		if (scope.get().isOfServer() && this.tenantId != null) {
			return Optional.of(new Problem(HttpStatus.FORBIDDEN, "beyond-reach", "This " + what() + " reaches the district '"
					+ this.district + "' only, and what is asked for is the whole server's."));
		}
		return Optional.empty();
	}

}
