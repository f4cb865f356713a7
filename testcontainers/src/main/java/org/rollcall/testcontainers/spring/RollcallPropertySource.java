package org.rollcall.testcontainers.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.Rollcall;

import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * The properties of an application that signs people in with Rollcall. The server starts when the first of them is read.
 */
final class RollcallPropertySource extends EnumerablePropertySource<Supplier<Rollcall>> {

	private static final String SECURITY = "spring.security.oauth2.";

	private static final String OPAQUE_TOKEN = SECURITY + "resourceserver.opaquetoken.";

	private final Map<String, Function<Rollcall, @Nullable Object>> properties = new LinkedHashMap<>();

	/**
	 * @param rollcall starts it, if need be
	 * @param application what the application says itself: it decides which kind of token its resource server takes
	 */
	RollcallPropertySource(Supplier<Rollcall> rollcall, PropertyResolver application) {
		super("rollcall", rollcall);
		String registration = SECURITY + "client.registration." + AppUnderTest.REGISTRATION + ".";
		put(registration + "provider", (server) -> AppUnderTest.PROVIDER);
		put(registration + "client-id", (server) -> client(server).clientId());
		put(registration + "client-secret", (server) -> client(server).clientSecret());
		put(registration + "authorization-grant-type", (server) -> "authorization_code");
		put(registration + "redirect-uri", (server) -> "{baseUrl}/{action}/oauth2/code/{registrationId}");
		if (!application.containsProperty(registration + "scope")) {
			put(registration + "scope", (server) -> "openid,profile,email");
		}
		String provider = SECURITY + "client.provider." + AppUnderTest.PROVIDER + ".";
		put(provider + "issuer-uri", Rollcall::getIssuerUri);
		put(provider + "authorization-uri", Rollcall::getAuthorizationUri);
		put(provider + "token-uri", Rollcall::getTokenUri);
		put(provider + "jwk-set-uri", Rollcall::getJwksUri);
		put(provider + "user-info-uri", Rollcall::getUserInfoUri);
		put(provider + "user-name-attribute", (server) -> "sub");
		if (application.containsProperty(OPAQUE_TOKEN + "introspection-uri")) {
			put(OPAQUE_TOKEN + "introspection-uri",
					(server) -> StringUtils.replace(server.getTokenUri(), "/token", "/introspect"));
			put(OPAQUE_TOKEN + "client-id", (server) -> client(server).clientId());
			put(OPAQUE_TOKEN + "client-secret", (server) -> client(server).clientSecret());
		}
		else {
			put(SECURITY + "resourceserver.jwt.issuer-uri", Rollcall::getIssuerUri);
			put(SECURITY + "resourceserver.jwt.jwk-set-uri", Rollcall::getJwksUri);
		}
	}

	private void put(String name, Function<Rollcall, @Nullable Object> value) {
		this.properties.put(name, value);
	}

	private static Client client(Rollcall rollcall) {
		return AppUnderTest.of(rollcall).client();
	}

	@Override
	public String[] getPropertyNames() {
		return this.properties.keySet().toArray(String[]::new);
	}

	@Override
	public @Nullable Object getProperty(String name) {
		Function<Rollcall, @Nullable Object> property = this.properties.get(name);
		return (property != null) ? property.apply(getSource().get()) : null;
	}

}
