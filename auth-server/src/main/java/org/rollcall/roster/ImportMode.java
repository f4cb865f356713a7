package org.rollcall.roster;

/**
 * What a file is: all there is, or what changed.
 */
public enum ImportMode {

	/** The file has every row; what it does not have is gone. */
	BULK,

	/** The file has what is new or changed; rows with the status {@code tobedeleted} are gone, all others stay. */
	DELTA

}
