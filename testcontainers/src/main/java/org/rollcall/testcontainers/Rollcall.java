package org.rollcall.testcontainers;

import java.security.cert.X509Certificate;

/**
 * A running Rollcall. All addresses are those that the app under test is to be given. May be used by many threads at once.
 */
public interface Rollcall {

	/**
	 * Returns where this Rollcall is reached from the test, such as {@code http://localhost:21035}.
	 */
	default String getBaseUrl() {
		return connection().baseUrl();
	}

	/**
	 * Returns the {@code iss} of every token; discovery is below it.
	 */
	default String getIssuerUri() {
		return connection().addresses().issuer();
	}

	/**
	 * Returns where the app sends browsers to: {@code …/oauth2/v2/auth}.
	 */
	default String getAuthorizationUri() {
		return connection().addresses().front() + "/oauth2/v2/auth";
	}

	/**
	 * Returns where the app redeems codes: {@code …/oauth2/v2/token}.
	 */
	default String getTokenUri() {
		return connection().addresses().back() + "/oauth2/v2/token";
	}

	/**
	 * Returns where the app finds the keys of id_tokens: {@code …/oauth2/v2/jwks}.
	 */
	default String getJwksUri() {
		return connection().addresses().back() + "/oauth2/v2/jwks";
	}

	/**
	 * Returns where the app asks who signed in: {@code …/v2/my/info}.
	 */
	default String getMyInfoUri() {
		return connection().addresses().userApi() + "/v2/my/info";
	}

	/**
	 * Returns OpenID Connect's userinfo: {@code …/v2/my/profileinfo}.
	 */
	default String getUserInfoUri() {
		return connection().addresses().userApi() + "/v2/my/profileinfo";
	}

	/**
	 * Returns where the app sends browsers to sign out: {@code …/logout}.
	 */
	default String getLogoutUri() {
		return connection().addresses().front() + "/logout";
	}

	/**
	 * Returns the certificate of the authority that an app has to trust in drop-in mode.
	 * @throws RollcallException outside drop-in mode
	 */
	default X509Certificate getCaCertificate() {
		return connection().caCertificate();
	}

	/**
	 * Returns the app that {@link #signIn(String)} signs in to: the first one that was configured, or the only one.
	 * @throws IllegalStateException if there is more than one to choose from, or none
	 */
	default Client getClient() {
		return connection().client();
	}

	/**
	 * Walks through a sign-in, as a browser would, from the app's authorize request to its token request. Nobody is asked for a
	 * password.
	 * @throws RollcallException if it ends on a page of the server, with what that page says
	 */
	default SignIn signIn(SignInRequest request) {
		return connection().signIn(request);
	}

	/**
	 * Signs somebody in to the {@linkplain #getClient() app}.
	 * @param person {@code lincolnusd/tina.teacher}, or the login id alone where that is unambiguous
	 */
	default SignIn signIn(String person) {
		return signIn(SignInRequest.of(person));
	}

	/**
	 * Signs somebody in to the {@linkplain #getClient() app}.
	 */
	default SignIn signIn(Person person) {
		return signIn(SignInRequest.of(person));
	}

	/**
	 * Signs somebody in to an app.
	 */
	default SignIn signIn(Person person, Client client) {
		return signIn(SignInRequest.of(person).client(client));
	}

	/**
	 * Does what a browser does that the app under test has sent to Rollcall: signs somebody in, allows what the app asks for, and
	 * returns where the browser is sent then. For apps that keep their state, nonce and PKCE to themselves.
	 * @param authorizeUrl where the app redirected to
	 * @param person {@code lincolnusd/tina.teacher}, or the login id alone where that is unambiguous
	 * @return the app's redirect URI with a code or an error
	 * @throws RollcallException if it ends on a page of the server
	 */
	default String signInAt(String authorizeUrl, String person) {
		return connection().signInAt(authorizeUrl, person);
	}

	/**
	 * Returns an access token that an app has of somebody.
	 * @param person {@code lincolnusd/tina.teacher}, or the login id alone where that is unambiguous
	 * @param client by name or client id
	 * @param scopes all that the app may ask for, if there are none
	 * @throws IllegalStateException if the sign-in ends with an OAuth error
	 */
	default String getAccessToken(String person, String client, String... scopes) {
		SignInRequest request = SignInRequest.of(person).client(client);
		return signIn((scopes.length > 0) ? request.scopes(scopes) : request).accessToken();
	}

	/**
	 * Returns an access token that an app has of somebody, as above.
	 */
	default String getAccessToken(Person person, Client client, String... scopes) {
		return getAccessToken(person.reference(), client.reference(), scopes);
	}

	/**
	 * Returns the admin API.
	 */
	default AdminClient admin() {
		return connection().admin();
	}

	/**
	 * Returns the key of the admin API, for a program that is no JVM: it sends it as {@code X-API-Key}.
	 */
	default String getAdminKey() {
		return connection().adminKey();
	}

	/**
	 * Puts everything back to what was configured: people and apps that tests made are gone, sessions, codes and tokens end.
	 */
	default void reset() {
		connection().reset();
	}

	/**
	 * Returns what all of this is asked of. Not for use by tests.
	 * @throws IllegalStateException before the start
	 */
	Connection connection();

}
