package org.rollcall.config;

import org.yaml.snakeyaml.nodes.Node;

/**
 * Where something stands in a configuration, so that what is found wrong later can still be shown there.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param path for example {@code clients[0].redirectUris[1]}
 */
record Place(int line, int column, String path) {

	static Place of(Node node, String path) {
		return new Place(node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1, path);
	}

	ConfigFault fault(String message) {
		return new ConfigFault(this.line, this.column, this.path, message);
	}

}
