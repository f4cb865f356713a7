package org.rollcall.share;

import org.rollcall.directory.District;

/**
 * A share with what ClassLink's {@code GET /applications} says of it besides.
 *
 * @param district that shares
 * @param appName what the app is called
 */
public record SharedRoster(RosterShare share, District district, String appName) {

	private static final int APPLICATION_IDS_FROM = 55_545;

	/**
	 * Returns the {@code application_id}, which names nothing, but differs from the {@code id} as it does at ClassLink: an app that
	 * takes one for the other is to notice.
	 */
	public int applicationId() {
		return APPLICATION_IDS_FROM + this.share.shareId();
	}

}
