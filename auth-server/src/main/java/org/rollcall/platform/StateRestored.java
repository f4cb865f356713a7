package org.rollcall.platform;

/**
 * The whole state was put back to that of the start. Who holds something of it in memory forgets it now. Published in the
 * transaction that does it.
 */
public record StateRestored() implements Happening {

	@Override
	public String sentence() {
		return "The workbench put everything back to the state of the start; all sessions, codes and tokens ended";
	}

}
