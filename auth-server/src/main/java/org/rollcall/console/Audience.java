package org.rollcall.console;

/**
 * Whom a page of the console is for.
 */
enum Audience {

	/** Whoever has the link; nobody is signed in. */
	ANYONE,

	/** Everybody who may use the console at all. */
	ADMINISTRATORS,

	/** Who looks after apps of their own in the district of the address, and who administers that district. */
	DEVELOPERS,

	/** Who administers the district of the address. */
	DISTRICT_ADMINISTRATORS,

	/** Who looks after the server as a whole. */
	SYSTEM_ADMINISTRATORS

}
