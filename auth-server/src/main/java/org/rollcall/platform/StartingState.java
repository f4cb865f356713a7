package org.rollcall.platform;

/**
 * What a start puts into the database before the port opens: the demo, a configuration file. Who does that declares a bean of
 * it, so that the workbench knows whether this start's is the one of the start before.
 */
@FunctionalInterface
public interface StartingState {

	/**
	 * Returns a hash of all that decides what is put there; a different one for a different configuration.
	 */
	byte[] fingerprint();

}
