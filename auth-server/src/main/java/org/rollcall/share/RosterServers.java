package org.rollcall.share;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.District;
import org.rollcall.platform.RollcallProperties;

import org.springframework.stereotype.Service;

/**
 * Where each district's Roster Server is: in drop-in mode at a host of its own as at ClassLink, else below the district's custom url.
 */
@Service
public class RosterServers {

	private static final String HOST = ".rosterserver.com";

	private final RollcallProperties properties;

	RosterServers(RollcallProperties properties) {
		this.properties = properties;
	}

	/**
	 * Returns what stands before OneRoster's own path, and before {@code /token}.
	 */
	public String of(District district) {
		return this.properties.dropIn() ? "https://" + district.customUrl() + HOST
				: this.properties.backChannelUrl() + "/" + district.customUrl();
	}

	/**
	 * Returns the custom url in the name of a host, or {@code null}.
	 * @param host in lower case
	 */
	public @Nullable String customUrl(String host) {
		return (this.properties.dropIn() && host.endsWith(HOST)) ? host.substring(0, host.length() - HOST.length()) : null;
	}

}
