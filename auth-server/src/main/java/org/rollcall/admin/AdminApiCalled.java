package org.rollcall.admin;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * Somebody called the admin API.
 *
 * @param key the name of the key that was shown, or what was wrong with it
 * @param address where the call came from
 * @param status of the answer
 */
public record AdminApiCalled(String key, String address, String method, String path, int status) implements Happening {

	private static final int UNAUTHORIZED = 401;

	@Override
	public String sentence() {
		return "The admin API was called with the key '%s' from %s: %s %s was answered with %d.".formatted(this.key, this.address,
				this.method, this.path.replaceAll("\\p{Cntrl}", "?"), this.status);
	}

	@Override
	public Map<String, Object> details() {
		return Map.of("key", this.key, "method", this.method, "path", this.path.replaceAll("\\p{Cntrl}", "?"), "status", this.status);
	}

	@Override
	public boolean isAnybodys() {
		return this.status == UNAUTHORIZED;
	}

}
