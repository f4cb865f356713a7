package org.rollcall.oauth;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.rollcall.client.AppKind;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientSecret;
import org.rollcall.client.ClientType;
import org.rollcall.client.Fidelity;
import org.rollcall.client.InitialAccessToken;
import org.rollcall.client.InitialAccessTokens;
import org.rollcall.client.Lifetimes;
import org.rollcall.client.Scope;
import org.rollcall.client.SelfRegistration;
import org.rollcall.client.SelfRegistration.Registered;
import org.rollcall.client.TokenFormat;
import org.rollcall.consent.ConsentPolicies;
import org.rollcall.oauth.ClientMetadata.InvalidMetadataException;
import org.rollcall.platform.Actor;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.JsonResponse;
import org.rollcall.platform.RollcallProperties;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/**
 * Where programs register apps (RFC 7591) and look after them (RFC 7592). Nobody does without a token: an initial one that an
 * administrator made, or the one that came with the app.
 */
@Controller
public class RegistrationController {

	/** Where apps are registered; below it each has an address of its own. */
	public static final String PATH = "/connect/register";

	private static final int LARGEST = 65_536;

	private static final String BEARER = "Bearer ";

	private final InitialAccessTokens initialTokens;

	private final SelfRegistration registrations;

	private final ConsentPolicies policies;

	private final Lifetimes lifetimes;

	private final JsonResponse json;

	private final RollcallProperties properties;

	private final InstantSource clock;

	RegistrationController(InitialAccessTokens initialTokens, SelfRegistration registrations, ConsentPolicies policies,
			Lifetimes lifetimes, JsonResponse json, RollcallProperties properties, InstantSource clock) {
		this.initialTokens = initialTokens;
		this.registrations = registrations;
		this.policies = policies;
		this.lifetimes = lifetimes;
		this.json = json;
		this.properties = properties;
		this.clock = clock;
	}

	@PostMapping(PATH)
	void register(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Optional<InitialAccessToken> initial = bearer(request).flatMap(this.initialTokens::identify);
		if (initial.isEmpty()) {
			refuseToken(request, response);
			return;
		}
		Actor.enter(request, Actor.Kind.API_KEY, initial.get().name());
		ClientMetadata metadata = ClientMetadata.parse(ClientMetadata.read(body(request)));
		Instant now = this.clock.instant();
		String secret = (metadata.type() == ClientType.CONFIDENTIAL) ? ClassLinkIdentifier.secret() : null;
		ClientRegistration registration = registration(ClassLinkIdentifier.next(now), metadata,
				(secret != null) ? ClientSecret.of(secret) : null, Fidelity.EXTENDED, this.lifetimes, true,
				TokenFormat.OPAQUE);
		Optional<String> token = accepted(() -> this.registrations.register(initial.get(), registration, metadata.more(),
				metadata.initiateLoginUri()));
		if (token.isEmpty()) {
			refuseToken(request, response);
			return;
		}
		this.json.write(response, HttpStatus.CREATED,
				describe(new Registered(registration, metadata.more(), metadata.initiateLoginUri(), now), token.get(), secret));
	}

	@GetMapping(PATH + "/{clientId}")
	void read(@PathVariable String clientId, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Optional<Registered> registered = registered(clientId, request);
		if (registered.isEmpty()) {
			refuseToken(request, response);
			return;
		}
		this.json.write(response, HttpStatus.OK, describe(registered.get(), bearer(request).orElseThrow(), null));
	}

	@PutMapping(PATH + "/{clientId}")
	void change(@PathVariable String clientId, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (registered(clientId, request).isEmpty()) {
			refuseToken(request, response);
			return;
		}
		Actor.enter(request, Actor.Kind.APP, clientId);
		JsonNode sent = ClientMetadata.read(body(request));
		String token = bearer(request).orElseThrow();
		String fresh = ClassLinkIdentifier.secret();
		Optional<Registered> changed = accepted(() -> this.registrations.change(clientId, token, (before) -> change(before, sent, fresh)));
		if (changed.isEmpty()) {
			refuseToken(request, response);
			return;
		}
		boolean given = ClientSecret.of(fresh).equals(changed.get().registration().secret());
		this.json.write(response, HttpStatus.OK, describe(changed.get(), token, given ? fresh : null));
	}

	/**
	 * What administrators decide about an app is not the program's to change back: it gives up scopes and takes none, and if the app
	 * calls itself otherwise or leads elsewhere, districts that granted it anything decide anew.
	 */
	private Registered change(Registered registered, JsonNode sent, String fresh) {
		ClientRegistration before = registered.registration();
		checkIdentity(sent, before);
		ClientMetadata metadata = ClientMetadata.parse(sent);
		ClientSecret secret = before.secret();
		if (metadata.type() == ClientType.PUBLIC) {
			secret = null;
		}
		else if (secret == null) {
			secret = ClientSecret.of(fresh);
		}
		Set<String> scopes = new LinkedHashSet<>(metadata.scopes());
		scopes.removeIf((scope) -> !before.scopes().contains(scope)
				&& Scope.of(scope).filter(Scope.effective(before.scopes())::contains).isEmpty());
		if (scopes.isEmpty()) {
			throw new InvalidMetadataException("invalid_client_metadata", "The app has none of these scopes, and cannot give itself any.");
		}
		AppKind kind = (metadata.type() == before.type() && metadata.type() == ClientType.CONFIDENTIAL) ? before.kind()
				: AppKind.of(metadata.type(), metadata.redirectUris());
		ClientRegistration registration = new ClientRegistration(before.clientId(), secret, metadata.name(), metadata.type(),
				before.fidelity(), metadata.type() == ClientType.PUBLIC || before.pkceRequired(), metadata.redirectUris(),
				metadata.postLogoutRedirectUris(), scopes, before.lifetimes(), before.enabled(), kind, before.tokenFormat());
		if (!registration.name().equals(before.name()) || !hosts(before).containsAll(hosts(registration))) {
			this.policies.askAgain(before.clientId());
		}
		return new Registered(registration, metadata.more(), metadata.initiateLoginUri(), registered.createdAt());
	}

	private static Set<String> hosts(ClientRegistration registration) {
		return registration.redirectUris().stream().map((uri) -> uri.replaceFirst("^([^:/?]+:(?://[^/?]*)?).*", "$1")).collect(Collectors.toSet());
	}

	@DeleteMapping(PATH + "/{clientId}")
	void remove(@PathVariable String clientId, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Optional<Registered> registered = registered(clientId, request);
		if (registered.isEmpty()) {
			refuseToken(request, response);
			return;
		}
		Actor.enter(request, Actor.Kind.APP, clientId);
		this.registrations.remove(registered.get());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setStatus(HttpStatus.NO_CONTENT.value());
	}

	@ExceptionHandler
	void invalid(InvalidMetadataException ex, HttpServletResponse response) throws IOException {
		this.json.write(response, HttpStatus.BAD_REQUEST,
				Map.of("error", ex.error(), "error_description", String.valueOf(ex.getMessage())));
	}

	private static ClientRegistration registration(String clientId, ClientMetadata metadata, @Nullable ClientSecret secret,
			Fidelity fidelity, Lifetimes lifetimes, boolean enabled, TokenFormat tokenFormat) {
		return accepted(() -> new ClientRegistration(clientId, secret, metadata.name(), metadata.type(), fidelity,
				metadata.type() == ClientType.PUBLIC, metadata.redirectUris(), metadata.postLogoutRedirectUris(), metadata.scopes(),
				lifetimes, enabled, AppKind.of(metadata.type(), metadata.redirectUris()), tokenFormat));
	}

	/**
	 * What the client room refuses is a fault of what was sent.
	 */
	private static <T> T accepted(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (IllegalArgumentException ex) {
			String sentence = String.valueOf(ex.getMessage());
			throw new InvalidMetadataException(sentence.contains("redirect URI") ? "invalid_redirect_uri" : "invalid_client_metadata",
					sentence);
		}
	}

	/**
	 * RFC 7592, section 2.2: who changes an app says which, and nothing that only the server decides.
	 */
	private static void checkIdentity(JsonNode sent, ClientRegistration before) {
		String clientId = ClientMetadata.text(sent, "client_id");
		if (!before.clientId().equals(clientId)) {
			throw new InvalidMetadataException("invalid_client_metadata", "client_id must be the one of the address.");
		}
		for (String field : List.of("registration_access_token", "registration_client_uri", "client_secret_expires_at",
				"client_id_issued_at")) {
			if (!sent.path(field).isMissingNode()) {
				throw new InvalidMetadataException("invalid_client_metadata", field + " is not to be sent.");
			}
		}
		String secret = ClientMetadata.text(sent, "client_secret");
		if (secret != null && !(secret.matches("[0-9a-f]{32,256}") && ClientSecret.of(secret).equals(before.secret()))) {
			throw new InvalidMetadataException("invalid_client_metadata",
					"client_secret must be the app's own: a secret cannot be chosen.");
		}
	}

	private Map<String, Object> describe(Registered registered, String token, @Nullable String secret) {
		ClientRegistration registration = registered.registration();
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("client_id", registration.clientId());
		body.put("client_id_issued_at", registered.createdAt().getEpochSecond());
		if (secret != null) {
			body.put("client_secret", secret);
		}
		if (registration.type() == ClientType.CONFIDENTIAL) {
			body.put("client_secret_expires_at", 0);
		}
		body.put("registration_access_token", token);
		body.put("registration_client_uri", this.properties.backChannelUrl() + PATH + "/" + registration.clientId());
		body.put("client_name", registration.name());
		body.put("redirect_uris", registration.redirectUris());
		if (!registration.postLogoutRedirectUris().isEmpty()) {
			body.put("post_logout_redirect_uris", registration.postLogoutRedirectUris());
		}
		body.put("response_types", List.of("code"));
		body.put("scope", String.join(" ", registration.scopes()));
		if (registered.initiateLoginUri() != null) {
			body.put(ClientMetadata.INITIATE_LOGIN_URI, registered.initiateLoginUri());
		}
		body.putAll(registered.metadata());
		return body;
	}

	private Optional<Registered> registered(String clientId, HttpServletRequest request) {
		return bearer(request).flatMap((token) -> this.registrations.find(clientId, token));
	}

	private static Optional<String> bearer(HttpServletRequest request) {
		return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
			.filter((header) -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
			.map((header) -> header.substring(BEARER.length()).strip())
			.filter((token) -> !token.isEmpty() && token.length() <= 256);
	}

	/**
	 * RFC 6750, section 3: who shows no token is not told what is wrong with it.
	 */
	private void refuseToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
		boolean shown = bearer(request).isPresent();
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, shown ? "Bearer error=\"invalid_token\"" : "Bearer");
		this.json.write(response, HttpStatus.UNAUTHORIZED,
				Map.of("error", shown ? "invalid_token" : "invalid_request", "error_description",
						shown ? "This token is not good for this, or no longer." : "Send the token in the header Authorization: Bearer."));
	}

	private static byte[] body(HttpServletRequest request) throws IOException {
		byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
		if (body.length > LARGEST) {
			throw new InvalidMetadataException("invalid_client_metadata", "The body is larger than " + LARGEST / 1024 + " KB.");
		}
		return body;
	}

}
