package org.rollcall.config;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value of a roster's row, as OneRoster's CSV files have it: one text, with commas where it is a list. Whether it is
 * right, the roster's own rules know.
 */
record Cell() implements Kind<String> {

	@Override
	public @Nullable String read(Node node, Place place, Reading reading) {
		if (node instanceof SequenceNode) {
			List<String> items = Kinds.listOf(Kinds.text(500)).read(node, place, reading);
			return (items != null) ? String.join(",", items) : null;
		}
		return reading.scalar(node, place, "a text or a list of texts");
	}

	@Override
	public Map<String, Object> schema() {
		return Kinds.ordered("type", List.of("string", "number", "boolean", "array"), "items",
				Map.of("type", List.of("string", "number")));
	}

}
