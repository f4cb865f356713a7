package org.rollcall.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rollcall.client.AppKind;
import org.rollcall.client.ClientType;
import org.rollcall.client.RedirectUris;
import org.rollcall.client.Scope;

/**
 * What a program says of the app that it registers (RFC 7591, section 2; OpenID Connect Dynamic Client Registration 1.0). What this
 * server does not know is left out, as the RFC has it.
 *
 * @param initiateLoginUri where it begins a sign-in that somebody else asks for (OpenID Connect Core, section 4)
 * @param more what decides nothing and is only given back
 */
record ClientMetadata(String name, String authMethod, List<String> redirectUris, List<String> postLogoutRedirectUris,
		Set<String> scopes, @Nullable String initiateLoginUri, Map<String, Object> more) {

	/** A program does not give itself a look into others' tokens. */
	private static final Set<Scope> NOT_FOR_PROGRAMS = Set.of(Scope.ADMIN, Scope.API_GATEWAY_ACCESS);

	private static final Set<String> USUAL_SCOPES = new LinkedHashSet<>(List.of("openid", "profile", "email"));

	private static final List<String> AUTH_METHODS = List.of("client_secret_basic", "client_secret_post", "none");

	private static final List<String> WEB_PAGES = List.of("client_uri", "logo_uri", "tos_uri", "policy_uri");

	private static final List<String> TEXTS = List.of("software_id", "software_version");

	static final String INITIATE_LOGIN_URI = "initiate_login_uri";

	private static final int LONGEST = 2_048;

	private static final int MOST = 100;

	/**
	 * Reads what was sent.
	 * @throws InvalidMetadataException with the RFC's code and the reason in words
	 */
	static ClientMetadata parse(JsonNode sent) {
		String authMethod = text(sent, "token_endpoint_auth_method", "client_secret_basic");
		require(AUTH_METHODS.contains(authMethod), "token_endpoint_auth_method may be " + String.join(", ", AUTH_METHODS) + ".");
		List<String> grants = texts(sent, "grant_types", List.of("authorization_code"));
		require(grants.contains("authorization_code") && List.of("authorization_code", "refresh_token").containsAll(grants),
				"grant_types may be authorization_code and, with it, refresh_token.");
		List<String> responses = texts(sent, "response_types", List.of("code"));
		require(responses.equals(List.of("code")), "response_types may be code only.");
		List<String> redirectUris = texts(sent, "redirect_uris", List.of());
		if (redirectUris.isEmpty()) {
			throw new InvalidMetadataException("invalid_redirect_uri", "redirect_uris is missing: the app needs one at least.");
		}
		AppKind kind = AppKind.of(authMethod.equals("none") ? ClientType.PUBLIC : ClientType.CONFIDENTIAL, redirectUris);
		for (String redirectUri : redirectUris) {
			try {
				RedirectUris.requireOwn(redirectUri, kind);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidMetadataException("invalid_redirect_uri", String.valueOf(ex.getMessage()));
			}
		}
		Map<String, Object> more = new LinkedHashMap<>();
		for (String field : WEB_PAGES) {
			String page = text(sent, field, "");
			if (!page.isEmpty()) {
				require(isWebPage(page), field + " is not the address of a page: it begins with https.");
				more.put(field, page);
			}
		}
		for (String field : TEXTS) {
			String text = text(sent, field, "");
			if (!text.isEmpty()) {
				more.put(field, text);
			}
		}
		List<String> contacts = texts(sent, "contacts", List.of());
		if (!contacts.isEmpty()) {
			more.put("contacts", contacts);
		}
		more.put("grant_types", grants);
		more.put("token_endpoint_auth_method", authMethod);
		String initiateLoginUri = text(sent, INITIATE_LOGIN_URI, "");
		String name = text(sent, "client_name", "").strip();
		require(name.length() <= 200, "client_name has 200 characters at most.");
		return new ClientMetadata(name.isEmpty() ? "App at " + place(uri(redirectUris.getFirst())) : name,
				authMethod, redirectUris, texts(sent, "post_logout_redirect_uris", List.of()), scopes(sent),
				initiateLoginUri.isEmpty() ? null : initiateLoginUri, more);
	}

	/**
	 * @throws InvalidMetadataException if it is not a JSON object
	 */
	static JsonNode read(byte[] body) {
		try {
			JsonNode sent = JsonMapper.shared().readTree(body);
			if (sent != null && sent.isObject()) {
				return sent;
			}
		}
		catch (JacksonException ex) {
			// said below
		}
		throw new InvalidMetadataException("invalid_client_metadata", "The body is not a JSON object in UTF-8.");
	}

	ClientType type() {
		return this.authMethod.equals("none") ? ClientType.PUBLIC : ClientType.CONFIDENTIAL;
	}

	private static Set<String> scopes(JsonNode sent) {
		String wanted = text(sent, "scope", "");
		if (wanted.isBlank()) {
			return USUAL_SCOPES;
		}
		Set<String> scopes = Scope.split(wanted);
		for (String scope : scopes) {
			require(Scope.of(scope).filter((known) -> !NOT_FOR_PROGRAMS.contains(known)).isPresent(),
					"The scope '" + scope + "' cannot be had here.");
		}
		return scopes;
	}

	static @Nullable String text(JsonNode sent, String field) {
		JsonNode value = sent.path(field);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		require(value.isString(), field + " must be a text.");
		return checked(field, value.asString());
	}

	private static String text(JsonNode sent, String field, String otherwise) {
		String value = text(sent, field);
		return (value != null) ? value : otherwise;
	}

	private static List<String> texts(JsonNode sent, String field, List<String> otherwise) {
		JsonNode value = sent.path(field);
		if (value.isMissingNode() || value.isNull()) {
			return otherwise;
		}
		require(value.isArray() && value.size() <= MOST, field + " must be a list of " + MOST + " texts at most.");
		List<String> texts = new ArrayList<>();
		for (JsonNode one : value) {
			require(one.isString(), field + " must be a list of texts.");
			texts.add(checked(field, one.asString()));
		}
		return texts;
	}

	private static String checked(String field, String text) {
		require(text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl)
				&& text.codePoints().noneMatch((point) -> point >= 0xd800 && point <= 0xdfff),
				field + " is too long, or has characters in it that cannot be shown.");
		return text;
	}

	private static boolean isWebPage(String text) {
		try {
			URI uri = new URI(text);
			return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static String place(URI uri) {
		return (uri.getAuthority() != null) ? uri.getAuthority() : String.valueOf(uri.getScheme());
	}

	private static URI uri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			throw new InvalidMetadataException("invalid_redirect_uri", "The redirect URI '" + text + "' is not a URI.");
		}
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new InvalidMetadataException("invalid_client_metadata", otherwise);
		}
	}

	/**
	 * What was sent cannot be registered.
	 */
	static class InvalidMetadataException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String error;

		/**
		 * @param error one of the RFC's codes
		 */
		InvalidMetadataException(String error, String description) {
			super(description, null, false, false);
			this.error = error;
		}

		String error() {
			return this.error;
		}

	}

}
