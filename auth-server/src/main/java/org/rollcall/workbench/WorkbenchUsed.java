package org.rollcall.workbench;

import org.rollcall.platform.Happening;

/**
 * Somebody used the workbench, or tried to.
 *
 * @param what in words
 * @param address where the request came from
 * @param status the answer's
 */
public record WorkbenchUsed(String what, String address, int status) implements Happening {

	@Override
	public String sentence() {
		return "The workbench was asked from " + this.address + " to " + this.what + ", and answered " + this.status;
	}

}
