package org.rollcall.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What people and their LaunchPads like to know about an app, and the protocol does not.
 *
 * @param website where to read about it
 * @param contact the email address of who answers questions about it
 * @param domains the host names that belong to it
 * @param initiation where people start it
 * @param initiateLoginUri where it begins a sign-in that somebody else asks for (OpenID Connect Core, section 4)
 */
public record AppDetails(@Nullable String website, @Nullable String contact, List<String> domains, Initiation initiation,
		@Nullable String initiateLoginUri) {

	/** Nothing is known. */
	public static final AppDetails NONE = new AppDetails(null, null, List.of(), Initiation.BOTH, null);

	public AppDetails {
		domains = domains.stream().distinct().toList();
	}

}
