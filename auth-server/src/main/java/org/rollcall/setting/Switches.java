package org.rollcall.setting;

/**
 * What an operator turns on and off while the server runs, on all nodes at once.
 *
 * @param askConsent whether people are asked before an app gets something; if not, apps get what they ask for
 * @param signInThrottle whether wrong passwords cost a wait
 */
public record Switches(boolean askConsent, boolean signInThrottle) {

	/** How a server begins. */
	public static final Switches DEFAULT = new Switches(true, true);

}
