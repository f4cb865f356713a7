package org.rollcall.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What people like to know about an app, and the protocol does not.
 *
 * @param website where to read about it
 * @param contact the email address of who answers questions about it
 * @param domains the host names that belong to it
 */
public record AppDetails(@Nullable String website, @Nullable String contact, List<String> domains) {

	/** Nothing is known. */
	public static final AppDetails NONE = new AppDetails(null, null, List.of());

	public AppDetails {
		domains = domains.stream().distinct().toList();
	}

}
