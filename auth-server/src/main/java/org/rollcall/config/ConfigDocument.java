package org.rollcall.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A configuration as it was written, each value of the right kind. What it refers to has not been looked for yet.
 *
 * @param root what {@link Shapes#DOCUMENT} says
 * @param references what paths in it start from
 * @param faults where to tell what turns out wrong later
 */
record ConfigDocument(Section root, References references, Faults faults) {

	private static final int LONGEST = 50_000_000;

	private static final Place TOP = new Place(1, 1, "");

	/**
	 * Reads a configuration in YAML, of which JSON is a part.
	 * @param source what to call it when speaking of it
	 * @throws InvalidConfigException if a value is not of the kind that it must be, or a setting is unknown
	 */
	static ConfigDocument parse(String text, String source, References references) {
		Faults faults = new Faults(source);
		Section root = read(text, Shapes.DOCUMENT, references, faults);
		faults.throwIfAny();
		return new ConfigDocument(root, references, faults);
	}

	/**
	 * Reads one thing of a configuration.
	 * @throws InvalidConfigException as above
	 */
	static Section parse(String text, Shape shape) {
		Faults faults = new Faults("the request");
		Section section = read(text, shape, References.none(), faults);
		faults.throwIfAny();
		return section;
	}

	private static Section read(String text, Shape shape, References references, Faults faults) {
		Node node = compose(text, faults);
		Section section = null;
		if (node != null) {
			section = shape.read(node, Place.of(node, ""), new Reading(faults, references));
		}
		return (section != null) ? section : new Section(TOP, java.util.Map.of(), java.util.Map.of(), faults);
	}

	/** Null for an empty document, or one that is no YAML, which then is a fault. */
	private static @Nullable Node compose(String text, Faults faults) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(LONGEST);
		options.setNestingDepthLimit(50);
		options.setMaxAliasesForCollections(1_000);
		try {
			Node node = new org.yaml.snakeyaml.Yaml(options).compose(new java.io.StringReader(text));
			if (node != null) {
				refuseCircles(node, new HashSet<>());
			}
			return (node == null || Reading.isNothing(node)) ? null : node;
		}
		catch (MarkedYAMLException ex) {
			Mark mark = (ex.getProblemMark() != null) ? ex.getProblemMark() : ex.getContextMark();
			Place place = (mark != null) ? new Place(mark.getLine() + 1, mark.getColumn() + 1, "") : TOP;
			faults.add(place, "This is not YAML: " + sentence(ex));
		}
		catch (YAMLException ex) {
			faults.add(TOP, "This is not YAML: " + ex.getMessage() + ".");
		}
		return null;
	}

	private static String sentence(MarkedYAMLException ex) {
		String problem = (ex.getProblem() != null) ? ex.getProblem() : String.valueOf(ex.getContext());
		return problem.contains("\\t") ? "a tab stands where only blanks may, for indenting." : problem + ".";
	}

	/** An alias may stand for a group that it is part of; nobody wants to read that to its end. */
	private static void refuseCircles(Node node, Set<Node> above) {
		List<Node> children = switch (node) {
			case MappingNode mapping -> mapping.getValue().stream().map(NodeTuple::getValueNode).toList();
			case SequenceNode sequence -> sequence.getValue();
			default -> List.of();
		};
		if (children.isEmpty()) {
			return;
		}
		if (!above.add(node)) {
			throw new MarkedCircle(node.getStartMark());
		}
		children.forEach((child) -> refuseCircles(child, above));
		above.remove(node);
	}

	boolean isExact() {
		return "exact".equals(this.root.text("mode"));
	}

	private static final class MarkedCircle extends MarkedYAMLException {

		MarkedCircle(Mark mark) {
			super(null, null, "an alias stands for something that it is part of itself", mark);
		}

	}

}
