package org.rollcall.oneroster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.roster.query.Filter;
import org.rollcall.roster.query.InvalidFilterException;
import org.rollcall.roster.query.Narrowing;
import org.rollcall.roster.query.RosterField;
import org.rollcall.roster.query.RosterPage;
import org.rollcall.roster.query.RosterQuery;
import org.rollcall.roster.query.RosterQuery.Order;
import org.rollcall.roster.query.RosterType;

import org.springframework.util.MultiValueMap;

/**
 * The parameters of a collection (OneRoster 1.1, section 3.4): {@code limit}, {@code offset}, {@code sort}, {@code orderBy},
 * {@code filter} and {@code fields}. {@code after} is in the links of an answer: behind it a page goes on where the last one ended,
 * even if rows came and went meanwhile.
 */
final class CollectionRequest {

	private static final int DEFAULT_LIMIT = 100;

	private static final int LARGEST_LIMIT = 10_000;

	/** It stands in each link of the answer, and what is on the way to the app takes no headers without end. */
	private static final int LONGEST_FILTER = 2_000;

	private final RosterType type;

	private final Version version;

	private final Caller caller;

	private final MultiValueMap<String, String> parameters;

	private final int limit;

	private final int offset;

	private final List<Order> orders;

	private final @Nullable String after;

	CollectionRequest(RosterType type, Version version, Caller caller, MultiValueMap<String, String> parameters) {
		this.type = type;
		this.version = version;
		this.caller = caller;
		this.parameters = parameters;
		this.limit = number("limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT);
		this.offset = number("offset", 0, 0, Integer.MAX_VALUE);
		this.orders = orders();
		this.after = single("after").filter((id) -> this.orders.isEmpty()).map((id) -> id.replace('\0', ' ')).orElse(null);
	}

	/**
	 * @throws OneRosterException if a parameter cannot be understood, or asks for what no scope covers
	 */
	RosterQuery query(List<Narrowing> narrowings) {
		return new RosterQuery(this.type, narrowings, filter(), this.orders, selected(this.type, this.version, this.caller, single("fields")),
				this.limit, this.offset, this.after);
	}

	private @Nullable Filter filter() {
		Optional<String> text = single("filter").filter((filter) -> !filter.isBlank());
		if (text.isEmpty()) {
			return null;
		}
		if (text.get().length() > LONGEST_FILTER) {
			throw new OneRosterException(CodeMinor.INVALID_FILTER_FIELD,
					"The filter has %d characters; it may have %d.".formatted(text.get().length(), LONGEST_FILTER));
		}
		try {
			Filter filter = Filter.parse(text.get()).rename((name) -> path(name, CodeMinor.INVALID_FILTER_FIELD));
			filter.fields().forEach((field) -> demandCovered(field, "To filter by"));
			return filter;
		}
		catch (InvalidFilterException ex) {
			throw new OneRosterException(CodeMinor.INVALID_FILTER_FIELD, "The filter is not valid: " + ex.getMessage()
					+ ". A filter reads like familyName='Jones' AND dateLastModified>'2026-08-31', percent-encoded.");
		}
	}

	private List<Order> orders() {
		boolean descending = switch (single("orderBy").orElse("asc")) {
			case "asc" -> false;
			case "desc" -> true;
			default -> throw new OneRosterException(CodeMinor.INVALID_SORT_FIELD, "orderBy is asc or desc.");
		};
		List<Order> orders = new ArrayList<>();
		for (String name : items(single("sort").orElse(""))) {
			String field = path(name, CodeMinor.INVALID_SORT_FIELD);
			demandCovered(field, "To sort by");
			orders.add(new Order(field, descending));
		}
		if (orders.size() > 5) {
			throw new OneRosterException(CodeMinor.INVALID_SORT_FIELD, "At most 5 fields can be sorted by.");
		}
		return (orders.equals(List.of(new Order("sourcedId", false)))) ? List.of() : orders;
	}

	private String path(String name, CodeMinor codeMinor) {
		return this.version.path(this.type, name)
			.orElseThrow(() -> new OneRosterException(codeMinor, "%s have no field '%s'.".formatted(this.type.plural(), name)));
	}

	// What a filter finds and how rows are sorted tells their values, whether the answer has them or not.
	private void demandCovered(String path, String doing) {
		this.caller.demand(Coverage.of(this.type, path.split("\\.", 2)[0]), doing + " " + path + " needs");
	}

	static List<RosterField> selected(RosterType type, Version version, Caller caller, Optional<String> selection) {
		List<RosterField> covered = Coverage.fields(type, version, caller);
		if (selection.isEmpty()) {
			return covered;
		}
		List<String> names = items(selection.get());
		if (names.isEmpty()) {
			throw new OneRosterException(CodeMinor.INVALID_BLANK_SELECTION_FIELD, "The parameter fields is empty: name fields, or leave it out.");
		}
		Set<String> wanted = new LinkedHashSet<>();
		for (String name : names) {
			List<String> fields = version.fields(type, name);
			if (fields.isEmpty()) {
				throw new OneRosterException(CodeMinor.INVALID_SELECTION_FIELD, "%s have no field '%s'.".formatted(type.plural(), name));
			}
			wanted.addAll(fields);
		}
		return covered.stream().filter((field) -> wanted.contains(field.name())).toList();
	}

	/**
	 * Writes a row, and nothing that was not selected.
	 */
	static Map<String, Object> write(RosterType type, Version version, Map<String, Object> row, Address address, Optional<String> selection) {
		Map<String, Object> written = version.write(type, row, address::href);
		selection.ifPresent((names) -> written.keySet().retainAll(items(names)));
		return written;
	}

	Map<String, Object> write(Map<String, Object> row, Address address) {
		return write(this.type, this.version, row, address, single("fields"));
	}

	/**
	 * Returns the {@code Link} header (OneRoster 1.1, section 3.4.1).
	 */
	String links(Address address, RosterPage page) {
		List<String> links = new ArrayList<>();
		int returned = page.rows().size();
		long next = (long) this.offset + returned;
		if (page.more()) {
			links.add(link(address, "next", next, this.orders.isEmpty() ? page.last() : null));
		}
		long last = Math.max(0, (page.total() - 1) / this.limit * this.limit);
		links.add(link(address, "last", last, null));
		links.add(link(address, "first", 0, null));
		if (this.offset > 0) {
			links.add(link(address, "prev", Math.max(0, this.offset - this.limit), null));
		}
		return String.join(", ", links);
	}

	private String link(Address address, String relation, long offset, @Nullable String after) {
		Map<String, List<String>> parameters = new LinkedHashMap<>(this.parameters);
		parameters.put("limit", List.of(Integer.toString(this.limit)));
		parameters.put("offset", List.of(Long.toString(offset)));
		parameters.remove("after");
		// each signature is good once
		parameters.keySet().removeIf((name) -> name.startsWith("oauth_"));
		if (after != null) {
			parameters.put("after", List.of(after));
		}
		return "<%s>; rel=\"%s\"".formatted(address.with(parameters), relation);
	}

	private int number(String name, int fallback, int smallest, int largest) {
		return single(name).map((text) -> {
			try {
				int number = Integer.parseInt(text.strip());
				if (number >= smallest && number <= largest) {
					return number;
				}
			}
			catch (NumberFormatException ex) {
				// the same words for both
			}
			throw new OneRosterException(CodeMinor.INVALID_DATA, "%s is a number from %d to %d, and '%s' is not.".formatted(name, smallest, largest, text));
		}).orElse(fallback);
	}

	private Optional<String> single(String name) {
		List<String> values = this.parameters.getOrDefault(name, List.of());
		if (values.size() > 1) {
			throw new OneRosterException(CodeMinor.INVALID_DATA, "The parameter %s was sent more than once.".formatted(name));
		}
		return values.stream().findFirst();
	}

	private static List<String> items(String list) {
		return Arrays.stream(list.split(",")).map(String::strip).filter((item) -> !item.isEmpty()).toList();
	}

}
