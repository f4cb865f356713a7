package org.rollcall.admin;

import org.rollcall.platform.Happening;

/**
 * Somebody called the admin API.
 *
 * @param key the name of the key that was shown, or what was wrong with it
 * @param address where the call came from
 * @param status of the answer
 */
public record AdminApiCalled(String key, String address, String method, String path, int status) implements Happening {

	@Override
	public String sentence() {
		return "The admin API was called with the key '%s' from %s: %s %s was answered with %d.".formatted(this.key, this.address,
				this.method, this.path.replaceAll("\\p{Cntrl}", "?"), this.status);
	}

}
