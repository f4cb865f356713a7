package org.rollcall.config;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One document being read: where faults go, and what references stand for.
 */
record Reading(Faults faults, References references) {

	/**
	 * Returns the text of a plain value with its references replaced, or {@code null} if there is none.
	 * @param wanted what should be there, for the sentence that says it is not
	 */
	@Nullable String scalar(Node node, Place place, String wanted) {
		if (!(node instanceof ScalarNode scalar)) {
			return refuse(node, place, wanted);
		}
		try {
			String text = this.references.resolve(scalar.getValue());
			if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
				this.faults.add(place, "Here is a character that cannot be stored: a NUL, or half of one.");
				return null;
			}
			return text;
		}
		catch (References.UnknownReferenceException ex) {
			this.faults.add(place, ex.sentence());
			return null;
		}
	}

	/**
	 * Notes that a value is of another sort than it must be.
	 */
	<T> @Nullable T refuse(Node node, Place place, String wanted) {
		this.faults.add(place, "Here must be " + wanted + ", but here is " + sort(node) + ".");
		return null;
	}

	static boolean isNothing(Node node) {
		return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
	}

	private static String sort(Node node) {
		if (node instanceof MappingNode) {
			return "a group of settings";
		}
		if (node instanceof SequenceNode) {
			return "a list";
		}
		return isNothing(node) ? "nothing" : "'" + ((ScalarNode) node).getValue() + "'";
	}

}
