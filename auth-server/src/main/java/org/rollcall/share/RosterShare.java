package org.rollcall.share;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

import org.rollcall.client.Scope;
import org.rollcall.platform.Sha256;

/**
 * A district's roster, shared with an app: what ClassLink's proxy calls an application (contract, section 6).
 *
 * @param shareId the {@code id} of ClassLink's {@code /applications}
 * @param tenantId the district that shares
 * @param clientId the app that may look
 * @param scopes the most that the app gets, as it writes them; it gets what they imply as well
 * @param schools the schools that are shared, by their sourcedIds; empty for the whole district
 * @param generation counts how often the share's credentials were renewed
 * @param consumerKey names the share in OAuth 1, and is the client_id of its own client credentials
 * @param proxyPath the {@code oneroster_application_id}, as it stands in paths, with its percent signs
 */
public record RosterShare(int shareId, int tenantId, String clientId, Set<String> scopes, Set<String> schools, int generation,
		String consumerKey, String proxyPath, Instant createdAt) {

	/** What a district is proposed to share. */
	public static final Set<String> USUAL_SCOPES = Set.of(Scope.ROSTER_READ.value());

	public RosterShare {
		scopes = Set.copyOf(scopes);
		schools = Set.copyOf(schools);
	}

	/**
	 * Returns what the share is recognised by as it is: whoever changes it says which they saw.
	 */
	public String version() {
		return HexFormat.of()
			.formatHex(Sha256.of(this.shareId + " " + this.generation + " " + new TreeSet<>(this.scopes) + new TreeSet<>(this.schools)), 0, 16);
	}

}
