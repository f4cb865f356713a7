package org.rollcall.client;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The catalogue of scopes that no person can allow: only a machine has them, for itself (RFC 6749, section 4.4). They are not
 * among the {@linkplain Scope scopes} of a sign-in, and no app has one unless somebody says so.
 */
public enum MachineScope {

	CONFIG_READ("config.read", true),

	CONFIG_WRITE("config.write", true),

	DISTRICTS_READ("districts.read", true),

	DISTRICTS_WRITE("districts.write", true),

	PEOPLE_READ("people.read", true),

	PEOPLE_WRITE("people.write", true),

	ROSTERS_READ("rosters.read", true),

	ROSTERS_WRITE("rosters.write", true),

	CLIENTS_READ("clients.read", true),

	CLIENTS_WRITE("clients.write", true),

	TILES_READ("tiles.read", true),

	TILES_WRITE("tiles.write", true),

	CONSENTS_READ("consents.read", true),

	CONSENTS_WRITE("consents.write", true),

	POLICIES_READ("policies.read", true),

	POLICIES_WRITE("policies.write", true),

	SESSIONS_READ("sessions.read", true),

	SESSIONS_WRITE("sessions.write", true),

	AUDIT_READ("audit.read", true),

	AUDIT_WRITE("audit.write", true),

	API_KEYS_READ("api-keys.read", true),

	API_KEYS_WRITE("api-keys.write", true),

	REGISTRATION_TOKENS_READ("registration-tokens.read", true),

	REGISTRATION_TOKENS_WRITE("registration-tokens.write", true),

	KEYS_READ("keys.read", true),

	KEYS_WRITE("keys.write", true);

	private final String value;

	private final boolean administrative;

	MachineScope(String value, boolean administrative) {
		this.value = value;
		this.administrative = administrative;
	}

	/**
	 * Returns the scope as apps write it.
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Returns whether it opens the admin API, so that nobody may give it to an app who could not make a key of that reach.
	 */
	public boolean isAdministrative() {
		return this.administrative;
	}

	/**
	 * Returns the scope that apps write as {@code value}, if there is one.
	 */
	public static Optional<MachineScope> of(String value) {
		return Arrays.stream(values()).filter((scope) -> scope.value.equals(value)).findFirst();
	}

	/**
	 * Returns every scope as apps write it, in the order of the catalogue.
	 */
	public static Set<String> all() {
		return Arrays.stream(values()).map(MachineScope::value).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Returns those of some scopes that open the admin API.
	 */
	public static Set<String> administrative(Collection<String> scopes) {
		return scopes.stream()
			.filter((scope) -> of(scope).filter(MachineScope::isAdministrative).isPresent())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

}
