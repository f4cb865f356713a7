package org.rollcall.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import org.rollcall.platform.NearestName;

/**
 * A group of settings: which there are, what each may be, and which must be there.
 */
final class Shape implements Kind<Section> {

	private final String description;

	private final Map<String, Setting> settings = new LinkedHashMap<>();

	/**
	 * @param description what the group is, in one sentence
	 */
	Shape(String description) {
		this.description = description;
	}

	/**
	 * @param description a sentence for whoever writes the file
	 */
	Shape must(String name, Kind<?> kind, String description) {
		this.settings.put(name, new Setting(kind, true, description));
		return this;
	}

	/**
	 * @param description a sentence for whoever writes the file
	 */
	Shape may(String name, Kind<?> kind, String description) {
		this.settings.put(name, new Setting(kind, false, description));
		return this;
	}

	@Override
	public @Nullable Section read(Node node, Place place, Reading reading) {
		if (!(node instanceof MappingNode mapping)) {
			return reading.refuse(node, place, "a group of settings (" + String.join(", ", this.settings.keySet()) + ")");
		}
		Map<String, Object> values = new HashMap<>();
		Map<String, Place> places = new HashMap<>();
		Set<String> mistyped = new HashSet<>();
		for (NodeTuple entry : mapping.getValue()) {
			String name = (entry.getKeyNode() instanceof ScalarNode key) ? key.getValue() : "?";
			String path = place.path().isEmpty() ? name : place.path() + "." + name;
			Place keyPlace = Place.of(entry.getKeyNode(), path);
			Setting setting = this.settings.get(name);
			if (setting == null) {
				reading.faults().add(keyPlace, unknown(name));
				NearestName.among(this.settings.keySet(), name).ifPresent(mistyped::add);
				continue;
			}
			Place before = places.putIfAbsent(name, keyPlace);
			if (before != null) {
				reading.faults().add(keyPlace, "'" + name + "' stands here twice; the first is in line " + before.line() + ".");
			}
			else if (!Reading.isNothing(entry.getValueNode())) {
				if (entry.getValueNode() instanceof SequenceNode list) {
					for (int i = 0; i < list.getValue().size(); i++) {
						places.put(Section.element(name, i), Place.of(list.getValue().get(i), Section.element(path, i)));
					}
				}
				Object value = setting.kind().read(entry.getValueNode(), Place.of(entry.getValueNode(), path), reading);
				if (value != null) {
					values.put(name, value);
				}
			}
			else {
				places.remove(name);
			}
		}
		this.settings.forEach((name, setting) -> {
			if (setting.required() && !places.containsKey(name) && !mistyped.contains(name)) {
				reading.faults().add(place, "'" + name + "' is missing: " + setting.description());
			}
		});
		return new Section(place, values, places, reading.faults());
	}

	private String unknown(String name) {
		return NearestName.among(this.settings.keySet(), name)
			.map((near) -> "There is no setting '" + name + "' here; did you mean '" + near + "'?")
			.orElseGet(() -> "There is no setting '" + name + "' here, only "
					+ this.settings.keySet().stream().collect(Collectors.joining(", ")) + ".");
	}

	@Override
	public Map<String, Object> schema() {
		Map<String, Object> properties = new LinkedHashMap<>();
		List<String> required = new ArrayList<>();
		this.settings.forEach((name, setting) -> {
			Map<String, Object> property = new LinkedHashMap<>();
			property.put("description", setting.description());
			property.putAll(setting.kind().schema());
			properties.put(name, property);
			if (setting.required()) {
				required.add(name);
			}
		});
		Map<String, Object> schema = Kinds.ordered("description", this.description, "type", "object", "properties", properties,
				"additionalProperties", false);
		if (!required.isEmpty()) {
			schema.put("required", required);
		}
		return schema;
	}

	private record Setting(Kind<?> kind, boolean required, String description) {

	}

}
