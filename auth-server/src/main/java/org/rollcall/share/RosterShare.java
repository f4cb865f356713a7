package org.rollcall.share;

import java.time.Instant;
import java.util.Set;

/**
 * A district's roster, shared with an app: what ClassLink's proxy calls an application (contract, section 6).
 *
 * @param shareId the {@code id} of ClassLink's {@code /applications}
 * @param tenantId the district that shares
 * @param clientId the app that may look
 * @param scopes the most that the app gets, as it writes them; what they imply is in it
 * @param schools the schools that are shared, by their sourcedIds; empty for the whole district
 * @param generation counts how often the share's credentials were renewed
 * @param consumerKey names the share in OAuth 1, and is the client_id of its own client credentials
 * @param proxyPath the {@code oneroster_application_id}, as it stands in paths, with its percent signs
 */
public record RosterShare(int shareId, int tenantId, String clientId, Set<String> scopes, Set<String> schools, int generation,
		String consumerKey, String proxyPath, Instant createdAt) {

	public RosterShare {
		scopes = Set.copyOf(scopes);
		schools = Set.copyOf(schools);
	}

}
