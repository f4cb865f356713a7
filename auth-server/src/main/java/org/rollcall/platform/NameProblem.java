package org.rollcall.platform;

/**
 * A request came by an address that will make a client or a browser fail. Templates find it as the request attribute
 * {@value #ATTRIBUTE}; what it quotes is the caller's input, cut down to what a host name may hold.
 *
 * @param asked the address that the request came by, such as {@code http://rollcall:9000}
 * @param expected the address that is set for its kind of request
 */
public record NameProblem(Kind kind, String asked, String expected) {

	static final String ATTRIBUTE = "nameProblem";

	public enum Kind {

		/** Rollcall goes by another name. */
		OTHER_NAME,

		/** Another name than ClassLink's, which are the only ones in drop-in mode. */
		NOT_CLASSLINKS,

		/** The right name, but over http, and cookies are sent over https only. */
		NOT_SECURE

	}

}
