package org.rollcall.platform;

/**
 * Something that happened in one of the rooms, published as an application event. Whoever keeps a record of what happens
 * listens for this type and needs to know none of the rooms.
 */
public interface Happening {

	/**
	 * Returns what happened in one sentence, for the log. It names ids, never a secret, a code or a token.
	 */
	String sentence();

}
