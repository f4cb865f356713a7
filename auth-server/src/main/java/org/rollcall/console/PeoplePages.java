package org.rollcall.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.PersonActions;
import org.rollcall.directory.District;
import org.rollcall.directory.FoundPerson;
import org.rollcall.directory.People;
import org.rollcall.directory.PeopleQuery;
import org.rollcall.directory.PeopleSearch;
import org.rollcall.directory.Person;
import org.rollcall.directory.Role;
import org.rollcall.platform.Parameters;
import org.rollcall.roster.RosterLookup;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriUtils;

/**
 * The people of a district: finding one of very many, and what can be done to several at once.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class PeoplePages {

	private static final String PATH = "/console/{district}/people";

	private static final String SEVERAL = PATH + "/several";

	private static final int PAGE = 50;

	/** So many at once at most: a slip of the hand must not close a whole district. */
	static final int MOST_AT_ONCE = 500;

	private static final int NAMED = 20;

	private static final List<String> FILTERS = List.of("q", "school", "role", "active");

	private final PeopleSearch search;

	private final People people;

	private final RosterLookup roster;

	private final PersonActions actions;

	PeoplePages(PeopleSearch search, People people, RosterLookup roster, PersonActions actions) {
		this.search = search;
		this.people = people;
		this.roster = roster;
		this.actions = actions;
	}

	@GetMapping(PATH)
	String list(District district, HttpServletRequest request, Model model) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = typed(sent);
		PeopleQuery query = query(district, typed);
		Integer after = number(sent, "after");
		Integer before = number(sent, "before");
		boolean backwards = before != null;
		List<FoundPerson> found = backwards ? this.search.before(query, before, PAGE + 1) : this.search.after(query, after, PAGE + 1);
		boolean more = found.size() > PAGE;
		if (more) {
			found = backwards ? found.subList(1, found.size()) : found.subList(0, PAGE);
		}
		String base = "/console/" + district.customUrl() + "/people";
		model.addAttribute("typed", typed);
		model.addAttribute("filtered", typed.values().stream().anyMatch((value) -> !value.isEmpty()));
		model.addAttribute("people", found);
		model.addAttribute("count", this.search.count(query));
		model.addAttribute("mostAtOnce", MOST_AT_ONCE);
		model.addAttribute("schools", this.roster.schools(district.tenantId()));
		model.addAttribute("roles", Role.values());
		model.addAttribute("orgs", this.roster.names(district.tenantId(),
				found.stream().flatMap((person) -> person.orgIds().stream()).collect(Collectors.toSet())));
		model.addAttribute("next", (!found.isEmpty() && (backwards || more))
				? link(base, typed, "after", found.getLast().userId()) : null);
		model.addAttribute("previous", (!found.isEmpty() && (backwards ? more : after != null))
				? link(base, typed, "before", found.getFirst().userId()) : null);
		return "console/people/list";
	}

	/**
	 * Whom somebody ticked stands in the address in few letters from here on, so that they are still ticked after the password was
	 * asked for.
	 */
	@GetMapping(path = SEVERAL, params = "!chosen")
	String choose(District district, HttpServletRequest request) {
		Parameters sent = Parameters.of(request);
		String action = action(sent);
		Set<Integer> chosen = chosen(district, sent);
		if (action == null || chosen.isEmpty()) {
			return nobody(district);
		}
		return "redirect:/console/" + district.customUrl() + "/people/several?action=" + action + "&chosen=" + Chosen.write(chosen);
	}

	@GetMapping(path = SEVERAL, params = "chosen")
	@Reauthenticated
	String ask(Administrator administrator, District district, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		Parameters sent = Parameters.of(request);
		String action = action(sent);
		Set<Integer> chosen = Chosen.read(sent.first("chosen").orElse(""));
		if (action == null || chosen.isEmpty()) {
			return nobody(district);
		}
		boolean tooMany = chosen.size() > MOST_AT_ONCE;
		List<Person> concerned = tooMany ? List.of() : concerned(administrator, district, chosen, action);
		if (tooMany || concerned.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		model.addAttribute("action", action);
		model.addAttribute("tooMany", tooMany);
		model.addAttribute("chosen", chosen.size());
		model.addAttribute("mostAtOnce", MOST_AT_ONCE);
		model.addAttribute("ids", concerned.stream().map(Person::userId).toList());
		model.addAttribute("sent", Chosen.write(concerned.stream().map(Person::userId).toList()));
		model.addAttribute("named", concerned.subList(0, Math.min(NAMED, concerned.size())));
		return "console/people/several";
	}

	@PostMapping(SEVERAL)
	@Reauthenticated(kept = { "action", "chosen" })
	String act(Administrator administrator, District district, HttpServletRequest request) {
		Parameters sent = Parameters.of(request);
		String action = action(sent);
		Set<Integer> chosen = Chosen.read(sent.first("chosen").orElse(""));
		String list = "redirect:/console/" + district.customUrl() + "/people?done=people.";
		if (action == null || chosen.isEmpty() || chosen.size() > MOST_AT_ONCE) {
			return list + "nobody";
		}
		List<Integer> concerned = concerned(administrator, district, chosen, action).stream().map(Person::userId).toList();
		if (concerned.isEmpty()) {
			return list + "nobody";
		}
		if (action.equals("deactivate")) {
			try {
				this.actions.deactivate(concerned);
			}
			catch (IllegalStateException ex) {
				return list + "last";
			}
			return list + "deactivated";
		}
		this.actions.signOut(concerned);
		return list + "signed-out";
	}

	private static String nobody(District district) {
		return "redirect:/console/" + district.customUrl() + "/people?done=people.nobody";
	}

	/**
	 * Those of the chosen who are of this district, and to whom the administrator may do it; nobody deactivates themselves.
	 */
	private List<Person> concerned(Administrator administrator, District district, Set<Integer> chosen, String action) {
		return this.people.findAll(chosen)
			.stream()
			.filter((person) -> person.district().tenantId() == district.tenantId())
			.filter((person) -> this.actions.mayTouch(administrator, person.userId()))
			.filter((person) -> person.userId() != administrator.userId() || !action.equals("deactivate"))
			.toList();
	}

	/**
	 * Those who are ticked, or all who were found.
	 */
	private Set<Integer> chosen(District district, Parameters sent) {
		if (sent.first("everyone").isEmpty()) {
			return ids(sent);
		}
		return this.search.after(query(district, typed(sent)), null, MOST_AT_ONCE + 1)
			.stream()
			.map(FoundPerson::userId)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static Set<Integer> ids(Parameters sent) {
		return sent.all("id")
			.stream()
			.filter((id) -> id.matches("\\d{1,9}"))
			.map(Integer::valueOf)
			.limit(MOST_AT_ONCE + 1L)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static @Nullable String action(Parameters sent) {
		return sent.first("action").filter(List.of("deactivate", "end-sessions")::contains).orElse(null);
	}

	private static Map<String, String> typed(Parameters sent) {
		Map<String, String> typed = new LinkedHashMap<>();
		FILTERS.forEach((filter) -> typed.put(filter, shortened(sent.first(filter).orElse("").strip())));
		return typed;
	}

	private static String shortened(String text) {
		return text.substring(0, Math.min(200, text.length()));
	}

	private static PeopleQuery query(District district, Map<String, String> typed) {
		Role role = null;
		for (Role one : Role.values()) {
			role = one.name().equals(typed.get("role")) ? one : role;
		}
		String active = typed.get("active");
		return new PeopleQuery(district.tenantId(), typed.get("q"), typed.get("school").isEmpty() ? null : typed.get("school"), role,
				active.equals("yes") ? Boolean.TRUE : active.equals("no") ? Boolean.FALSE : null);
	}

	private static @Nullable Integer number(Parameters sent, String name) {
		return sent.first(name).filter((value) -> value.matches("\\d{1,9}")).map(Integer::valueOf).orElse(null);
	}

	private static String link(String base, Map<String, String> typed, String side, int userId) {
		List<String> pairs = new ArrayList<>();
		typed.forEach((name, value) -> {
			if (!value.isEmpty()) {
				pairs.add(name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8));
			}
		});
		pairs.add(side + "=" + userId);
		return base + "?" + String.join("&", pairs);
	}

}
