package org.rollcall.testcontainers;

/**
 * What a server was told that it is called.
 *
 * @param issuer the {@code iss} of tokens
 * @param front the base of what browsers open
 * @param back the base of what apps' servers call
 * @param userApi the base of what apps' servers ask about people
 */
record Addresses(String issuer, String front, String back, String userApi) {

	/** ClassLink's own. */
	static final Addresses CLASSLINK = new Addresses("https://launchpad.classlink.com", "https://launchpad.classlink.com",
			"https://launchpad.classlink.com", "https://nodeapi.classlink.com");

	static Addresses of(String issuer) {
		return new Addresses(issuer, issuer, issuer, issuer);
	}

	Addresses withBack(String url) {
		return new Addresses(this.issuer, this.front, url, url);
	}

}
