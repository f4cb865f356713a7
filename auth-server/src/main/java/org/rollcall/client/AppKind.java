package org.rollcall.client;

import java.util.Collection;
import java.util.Locale;

/**
 * What an app is, in the words of who registers one. Whether it {@linkplain ClientType can keep a secret} follows from it.
 */
public enum AppKind {

	/** A web app with a server. */
	WEB(ClientType.CONFIDENTIAL),

	/** A web app that runs in the browser alone. */
	SINGLE_PAGE(ClientType.PUBLIC),

	/** An app on a phone, a tablet or a desktop. */
	NATIVE(ClientType.PUBLIC),

	/** A server that nobody signs in to. */
	MACHINE(ClientType.CONFIDENTIAL);

	private final ClientType type;

	AppKind(ClientType type) {
		this.type = type;
	}

	public ClientType type() {
		return this.type;
	}

	/**
	 * Returns whether people are sent back to it, so that it needs to say where to.
	 */
	public boolean hasPeople() {
		return this != MACHINE;
	}

	/** As it is stored and written in a configuration. */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @throws IllegalArgumentException if there is none with that value
	 */
	public static AppKind of(String value) {
		return valueOf(value.toUpperCase(Locale.ROOT));
	}

	/**
	 * Returns what an app is of which nobody has said more: a public one with a scheme of its own can only be native.
	 */
	public static AppKind of(ClientType type, Collection<String> redirectUris) {
		if (type == ClientType.CONFIDENTIAL) {
			return WEB;
		}
		return redirectUris.stream().allMatch((uri) -> uri.matches("(?i)https?:.*")) ? SINGLE_PAGE : NATIVE;
	}

}
