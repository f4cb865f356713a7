package org.rollcall.dropin;

import java.util.List;

/**
 * The host names that apps of ClassLink have in their code (contract, section 1), and that drop-in mode answers to.
 */
final class ClassLinkHosts {

	static final String LAUNCHPAD = "launchpad.classlink.com";

	static final String NODE_API = "nodeapi.classlink.com";

	static final String LOGIN = "login.classlink.com";

	static final String MY_APPS = "myapps.classlink.com";

	static final List<String> ALL = List.of(LAUNCHPAD, NODE_API, "api.classlink.com", "oneroster-proxy.classlink.io",
			"oneroster-proxy.apis.classlink.com", LOGIN, MY_APPS);

	/** Below it each district has its Roster Server. */
	static final String ROSTER_SERVERS = "rosterserver.com";

	/** ClassLink's issuer, without a trailing slash. */
	static final String ISSUER = "https://" + LAUNCHPAD;

	private ClassLinkHosts() {
	}

}
