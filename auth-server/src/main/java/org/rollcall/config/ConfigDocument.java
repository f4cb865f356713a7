package org.rollcall.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A configuration as it was written, each value of the right kind. What it refers to has not been looked for yet.
 *
 * @param root what {@link Shapes#DOCUMENT} says
 * @param references what paths in it start from
 * @param faults where to tell what turns out wrong later
 */
record ConfigDocument(Section root, References references, Faults faults) {

	private static final int LONGEST = 50_000_000;

	private static final long MOST_VALUES = 5_000_000;

	private static final Long UNDER_WAY = -1L;

	private static final Mark NOWHERE = new Mark("", 0, 0, 0, new int[0], 0);

	private static final Place TOP = new Place(1, 1, "");

	/**
	 * Reads a configuration in YAML, of which JSON is a part.
	 * @param source what to call it when speaking of it
	 * @throws InvalidConfigException if a value is not of the kind that it must be, or a setting is unknown
	 */
	static ConfigDocument parse(String text, String source, References references) {
		Faults faults = new Faults(source);
		Section root = read(text, Shapes.DOCUMENT, Map.of(), references, faults);
		faults.throwIfAny();
		return new ConfigDocument(root, references, faults);
	}

	/**
	 * Reads one thing of a configuration.
	 * @param names settings that need not stand in the text, because they are known from elsewhere
	 * @throws InvalidConfigException as above
	 */
	static Section parse(String text, Shape shape, Map<String, String> names) {
		Faults faults = new Faults("the request");
		Section section = read(text, shape, names, References.none(), faults);
		faults.throwIfAny();
		return section;
	}

	private static Section read(String text, Shape shape, Map<String, String> names, References references, Faults faults) {
		Node node = compose(text, faults);
		if (node == null) {
			faults.throwIfAny();
			node = new MappingNode(Tag.MAP, true, new ArrayList<>(), NOWHERE, NOWHERE, DumperOptions.FlowStyle.BLOCK);
		}
		if (node instanceof MappingNode mapping) {
			add(names, mapping);
		}
		Section section = shape.read(node, Place.of(node, ""), new Reading(faults, references));
		return (section != null) ? section : new Section(TOP, Map.of(), Map.of(), faults);
	}

	private static void add(Map<String, String> names, MappingNode mapping) {
		List<NodeTuple> settings = new ArrayList<>(mapping.getValue());
		names.forEach((name, value) -> {
			if (settings.stream().noneMatch((entry) -> isCalled(entry.getKeyNode(), name))) {
				settings.add(new NodeTuple(scalar(name), scalar(value.replace("${", "$${"))));
			}
		});
		mapping.setValue(settings);
	}

	private static boolean isCalled(Node key, String name) {
		return key instanceof ScalarNode scalar && scalar.getValue().equals(name);
	}

	private static ScalarNode scalar(String value) {
		return new ScalarNode(Tag.STR, value, NOWHERE, NOWHERE, DumperOptions.ScalarStyle.DOUBLE_QUOTED);
	}

	/** Null for an empty document, or one that is no YAML, which then is a fault. */
	private static @Nullable Node compose(String text, Faults faults) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(LONGEST);
		options.setNestingDepthLimit(50);
		options.setMaxAliasesForCollections(1_000);
		try {
			Node node = new Yaml(options).compose(new StringReader(text));
			if (node != null) {
				refuseBombs(node);
			}
			return (node == null || Reading.isNothing(node)) ? null : node;
		}
		catch (MarkedYAMLException ex) {
			Mark mark = (ex.getProblemMark() != null) ? ex.getProblemMark() : ex.getContextMark();
			Place place = (mark != null) ? new Place(mark.getLine() + 1, mark.getColumn() + 1, "") : TOP;
			faults.add(place, "This is not YAML: " + sentence(ex) + quotes(text, place));
		}
		catch (ReaderException ex) {
			String before = text.substring(0, Math.min(ex.getPosition(), text.length()));
			faults.add(new Place((int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0),
					before.length() - before.lastIndexOf('\n'), ""),
					"This is not YAML: here is a character that nobody can see (U+%04X).".formatted(ex.getCodePoint()));
		}
		catch (YAMLException ex) {
			faults.add(TOP, "This is not YAML: " + ex.getMessage() + ".");
		}
		return null;
	}

	/** What is most often wrong in such a line. */
	private static String quotes(String text, Place place) {
		String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
		return line.contains("${") ? " A value with ${...} needs quotes inside { } and [ ]." : "";
	}

	private static String sentence(MarkedYAMLException ex) {
		String problem = (ex.getProblem() != null) ? ex.getProblem() : String.valueOf(ex.getContext());
		return problem.contains("\\t") ? "a tab stands where only blanks may, for indenting." : problem + ".";
	}

	/**
	 * An alias may stand for a group that it is part of, and a few lines of aliases for billions of values: nobody wants to
	 * read that to its end.
	 */
	private static void refuseBombs(Node node) {
		if (size(node, new IdentityHashMap<>()) > MOST_VALUES) {
			throw new MarkedBomb("its aliases stand for more than " + MOST_VALUES + " values", node.getStartMark());
		}
	}

	/**
	 * Returns how many values the node stands for. Each is looked at once, however many aliases lead to it.
	 */
	private static long size(Node node, Map<Node, Long> known) {
		List<Node> children = switch (node) {
			case MappingNode mapping -> mapping.getValue().stream().map(NodeTuple::getValueNode).toList();
			case SequenceNode sequence -> sequence.getValue();
			default -> List.of();
		};
		Long size = known.putIfAbsent(node, UNDER_WAY);
		if (size != null) {
			if (size.equals(UNDER_WAY)) {
				throw new MarkedBomb("an alias stands for something that it is part of itself", node.getStartMark());
			}
			return size;
		}
		long sum = 1;
		for (Node child : children) {
			sum = Math.min(sum + size(child, known), Long.MAX_VALUE / 2);
		}
		known.put(node, sum);
		return sum;
	}

	boolean isExact() {
		return "exact".equals(this.root.text("mode"));
	}

	private static final class MarkedBomb extends MarkedYAMLException {

		MarkedBomb(String problem, Mark mark) {
			super(null, null, problem, mark);
		}

	}

}
