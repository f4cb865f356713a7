package org.rollcall.testcontainers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An app, as it is registered at ClassLink. What is left out, the server makes up: client id and secret, for example.
 */
public final class Client extends Entry<Client> {

	/** Where people are sent back to if nobody says where; nothing has to listen there. */
	static final String REDIRECT_URI = "http://localhost:8080/callback";

	private static final String REDIRECT_URIS = "redirectUris";

	private Client(Map<String, Object> settings) {
		super(settings);
	}

	@Override
	Client copy(Map<String, Object> settings) {
		return new Client(settings);
	}

	static Client of(Map<String, Object> settings) {
		return new Client(settings);
	}

	/** Returns an app with a secret, and {@code http://localhost:8080/callback} as its redirect URI. */
	public static Client of(String name) {
		return new Client(Map.of("name", name)).redirectUris(REDIRECT_URI);
	}

	/** Returns an app without a secret, which uses PKCE: one in a browser or on a phone. */
	public static Client publicClient(String name) {
		return of(name).with("type", "public");
	}

	/** Sets the client id: {@code c}, 13 digits and 30 to 32 lower-case hex digits. */
	public Client clientId(String clientId) {
		return with("clientId", clientId);
	}

	/** Sets the secret: 32 lower-case hex digits or more. */
	public Client clientSecret(String clientSecret) {
		return with("clientSecret", clientSecret);
	}

	/** Sets where people may be sent back to, letter by letter, instead of what was set before. */
	public Client redirectUris(String... redirectUris) {
		return with(REDIRECT_URIS, List.of(redirectUris));
	}

	/** Sets what it may ask for; everything by default. */
	public Client scopes(String... scopes) {
		return with("scopes", List.of(scopes));
	}

	/** Lets it see only what ClassLink is seen to send: no refresh token and no {@code expires_in}, for example. */
	public Client exact() {
		return with("fidelity", "exact");
	}

	/** Returns the name that people read. */
	public String name() {
		return required("name");
	}

	/** Returns the client id. */
	public String clientId() {
		return required("clientId");
	}

	/** Returns the secret, or null for a public app, or if it is not known here. */
	public @Nullable String clientSecret() {
		return text("clientSecret");
	}

	/** Returns where people may be sent back to. */
	public List<String> redirectUris() {
		return texts(REDIRECT_URIS);
	}

	/** Returns what it may ask for; empty if nothing was said, which means everything. */
	public List<String> scopes() {
		return texts("scopes");
	}

	/** Returns whether it has no secret. */
	public boolean isPublic() {
		return "public".equals(text("type"));
	}

	/** Returns what names this app to the server: its client id, or its name before it has one. */
	public String reference() {
		String clientId = text("clientId");
		return (clientId != null) ? clientId : name();
	}

	/**
	 * Fills in what a file must have, made of the name: the same in every run, so that a container can be used again.
	 */
	Client complete() {
		Client complete = (text("clientId") != null) ? this : clientId("c1700000000000" + digest("id"));
		return complete.isPublic() || complete.clientSecret() != null ? complete : complete.clientSecret(digest("secret"));
	}

	private String digest(String purpose) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest((purpose + " of " + name()).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
