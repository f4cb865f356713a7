package org.rollcall.platform;

import java.util.Set;

/**
 * Host names under which this server is meant to be reached, whatever its addresses are set to. A room that serves some
 * declares them as a bean.
 *
 * @param names in lower case, without a port
 * @param endings what further names may end in, with the point in front
 */
public record ServedHosts(Set<String> names, Set<String> endings) {

	public ServedHosts {
		names = Set.copyOf(names);
		endings = Set.copyOf(endings);
	}

	boolean contains(String host) {
		return this.names.contains(host) || this.endings.stream().anyMatch(host::endsWith);
	}

}
