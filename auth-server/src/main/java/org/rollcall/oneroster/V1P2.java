package org.rollcall.oneroster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rollcall.roster.query.Reference;
import org.rollcall.roster.query.RosterField;
import org.rollcall.roster.query.RosterSchema;
import org.rollcall.roster.query.RosterType;

import org.springframework.http.HttpStatus;

/**
 * OneRoster 1.2: three services with addresses of their own, and the same roster in them. Users have roles at orgs instead of a role
 * and orgs, line items have a school and results a class. What 1.1's files do not have, such as score scales, is nowhere.
 */
final class V1P2 implements Version {

	static final String ROSTERING = "/ims/oneroster/rostering/v1p2";

	static final String RESOURCES = "/ims/oneroster/resources/v1p2";

	static final String GRADEBOOK = "/ims/oneroster/gradebook/v1p2";

	/** What 1.2 has the users' role and orgs in. */
	private static final Map<String, List<String>> OF_USERS = Map.of("roles", List.of(RosterSchema.ROLE_1P2, "orgs", "primaryOrg"),
			"userMasterIdentifier", List.of("metadata"), "role", List.of(), "orgs", List.of());

	private static final Map<String, String> PATHS_OF_USERS = Map.of("roles.role", RosterSchema.ROLE_1P2, "roles.org.sourcedId",
			"orgs.sourcedId", "userMasterIdentifier", "metadata.userMasterIdentifier");

	@Override
	public String root(RosterType type) {
		return switch (type) {
			case RESOURCE -> RESOURCES;
			case CATEGORY, LINE_ITEM, RESULT -> GRADEBOOK;
			default -> ROSTERING;
		};
	}

	@Override
	public List<RosterField> fields(RosterType type) {
		List<RosterField> fields = new ArrayList<>(RosterSchema.fields(type));
		fields.addAll(RosterSchema.since1p2(type));
		if (type == RosterType.USER || type == RosterType.ENROLLMENT) {
			fields.removeIf((field) -> field.name().equals("role"));
		}
		return fields;
	}

	@Override
	public List<String> fields(RosterType type, String name) {
		if (type == RosterType.USER && OF_USERS.containsKey(name)) {
			return OF_USERS.get(name);
		}
		if (type == RosterType.ENROLLMENT && name.equals("role")) {
			return List.of(RosterSchema.ROLE_1P2);
		}
		return has(type, name) ? List.of(name) : List.of();
	}

	@Override
	public Optional<String> path(RosterType type, String name) {
		if (type == RosterType.USER && PATHS_OF_USERS.containsKey(name)) {
			return Optional.of(PATHS_OF_USERS.get(name));
		}
		if (type == RosterType.ENROLLMENT && name.equals("role")) {
			return Optional.of(RosterSchema.ROLE_1P2);
		}
		String field = name.split("\\.", 2)[0];
		return has(type, field) && !(type == RosterType.USER && field.equals("orgs")) ? Optional.of(name) : Optional.empty();
	}

	private boolean has(RosterType type, String name) {
		return !name.equals(RosterSchema.ROLE_1P2) && fields(type).stream().anyMatch((field) -> field.name().equals(name));
	}

	@Override
	public Map<String, Object> write(RosterType type, Map<String, Object> row, Function<Reference, String> href) {
		Map<String, Object> written = new LinkedHashMap<>();
		row.forEach((name, value) -> {
			switch (name) {
				case RosterSchema.ROLE_1P2 -> {
					if (type == RosterType.ENROLLMENT) {
						written.put("role", value);
					}
				}
				case "assignDate", "dueDate" -> written.put(name, value + "T00:00:00.000Z");
				default -> {
					if (type != RosterType.USER || !name.equals("orgs")) {
						written.put(name, V1P1.value(value, name, href));
					}
				}
			}
		});
		// 1.2 does not do without these.
		if (type == RosterType.ORG && row.get("sourcedId") instanceof String sourcedId) {
			written.putIfAbsent("identifier", sourcedId);
		}
		if (type == RosterType.COURSE && row.get("sourcedId") instanceof String sourcedId) {
			written.putIfAbsent("courseCode", sourcedId);
		}
		if (type == RosterType.USER) {
			roles(row, href).ifPresent((roles) -> written.put("roles", roles));
			if (row.get("metadata") instanceof Map<?, ?> metadata && metadata.get("userMasterIdentifier") instanceof String identifier) {
				written.put("userMasterIdentifier", identifier);
			}
		}
		return written;
	}

	/** A role at each org; without the orgs, which not every scope covers, the role alone. */
	private static Optional<List<Map<String, Object>>> roles(Map<String, Object> row, Function<Reference, String> href) {
		Object role = row.get(RosterSchema.ROLE_1P2);
		if (role == null) {
			return Optional.empty();
		}
		List<Map<String, Object>> roles = new ArrayList<>();
		Set<@Nullable Object> orgs = new LinkedHashSet<>();
		if (row.get("primaryOrg") instanceof Reference primary) {
			orgs.add(primary);
		}
		if (row.get("orgs") instanceof List<?> all) {
			orgs.addAll(all);
		}
		if (orgs.isEmpty()) {
			orgs.add(null);
		}
		for (Object org : orgs) {
			Map<String, Object> written = new LinkedHashMap<>();
			written.put("roleType", roles.isEmpty() ? "primary" : "secondary");
			written.put("role", role);
			if (org instanceof Reference reference) {
				written.put("org", V1P1.reference(reference, href));
			}
			roles.add(written);
		}
		return Optional.of(roles);
	}

	@Override
	public Set<String> required(RosterType type) {
		return switch (type) {
			case CATEGORY -> Set.of("title");
			case LINE_ITEM -> Set.of("title", "assignDate", "dueDate", "class", "school", "category");
			case RESULT -> Set.of("lineItem", "student", "scoreStatus", "scoreDate");
			default -> Set.of();
		};
	}

	@Override
	public HttpStatus invalidEntry() {
		return HttpStatus.UNPROCESSABLE_CONTENT;
	}

}
