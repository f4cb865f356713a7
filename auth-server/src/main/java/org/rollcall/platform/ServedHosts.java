package org.rollcall.platform;

import java.util.Set;

/**
 * Host names under which this server is meant to be reached, whatever its addresses are set to. A room that serves some
 * declares them as a bean.
 *
 * @param names in lower case, without a port
 */
public record ServedHosts(Set<String> names) {

	public ServedHosts {
		names = Set.copyOf(names);
	}

}
