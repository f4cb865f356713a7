package org.rollcall.admin;

import org.rollcall.platform.Happening;

/**
 * Somebody called the admin API.
 *
 * @param key the name of the key that was shown, or what was wrong with it
 * @param status of the answer
 */
public record AdminApiCalled(String key, String method, String path, int status) implements Happening {

	@Override
	public String sentence() {
		return "The admin API was called with the key '%s': %s %s was answered with %d.".formatted(this.key, this.method,
				this.path.replaceAll("\\p{Cntrl}", "?"), this.status);
	}

}
