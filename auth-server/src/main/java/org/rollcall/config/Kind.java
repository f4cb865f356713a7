package org.rollcall.config;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What the value of a setting may be: how it is read, and how the JSON Schema puts it. One place says both, so that editors
 * and the server never disagree.
 *
 * @param <T> what it becomes
 */
interface Kind<T> {

	/**
	 * Reads a value.
	 * @return {@code null} if it is not what it must be, which the reading has been told then
	 */
	@Nullable T read(Node node, Place place, Reading reading);

	/**
	 * Returns the value's JSON Schema.
	 */
	Map<String, Object> schema();

}
