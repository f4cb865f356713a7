package org.rollcall.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.PersonActions;
import org.rollcall.directory.District;
import org.rollcall.directory.Organization;
import org.rollcall.directory.Organizations;
import org.rollcall.directory.PersonRegistration;
import org.rollcall.directory.RegisteredPerson;
import org.rollcall.directory.Registrar;
import org.rollcall.directory.RegistrationByHand;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.PlainText;
import org.rollcall.roster.RosterLookup;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * The form in which somebody is registered by hand, or changed whom no roster manages. The password is asked for first: the form may
 * make somebody an administrator.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class PersonFormPages {

	private static final String NEW = "/console/{district}/people/new";

	private static final String EDIT = "/console/{district}/people/{userId}/edit";

	private static final List<String> FIELDS = List.of("firstName", "lastName", "loginId", "email", "profile", "school");

	private final Registrar registrar;

	private final RegistrationByHand byHand;

	private final Organizations organizations;

	private final RosterLookup roster;

	private final PersonActions actions;

	PersonFormPages(Registrar registrar, RegistrationByHand byHand, Organizations organizations, RosterLookup roster,
			PersonActions actions) {
		this.registrar = registrar;
		this.byHand = byHand;
		this.organizations = organizations;
		this.roster = roster;
		this.actions = actions;
	}

	@GetMapping(NEW)
	@Reauthenticated
	String empty(District district, HttpServletResponse response, Model model) {
		return show(district, null, Map.of(), new FormFaults(), Map.of(), response, model);
	}

	@PostMapping(NEW)
	@Reauthenticated
	String register(District district, HttpServletRequest request, HttpServletResponse response, Model model) {
		Map<String, String> typed = typed(request, "");
		FormFaults faults = check(district, typed);
		if (faults.isEmpty()) {
			try {
				int userId = this.byHand.register(district.tenantId(), registration(district, typed, null));
				return "redirect:/console/" + district.customUrl() + "/people/" + userId + "?done=person.registered";
			}
			catch (DuplicateKeyException ex) {
				faults.add("loginId", "console.people.form.taken");
			}
		}
		return show(district, null, typed, faults, Map.of(), response, model);
	}

	@GetMapping(EDIT)
	@Reauthenticated
	String edit(Administrator administrator, District district, @PathVariable String userId, HttpServletResponse response,
			Model model) {
		RegisteredPerson person = person(administrator, district, userId);
		return show(district, person, values(person), new FormFaults(), Map.of(), response, model);
	}

	@PostMapping(EDIT)
	@Reauthenticated
	String change(Administrator administrator, District district, @PathVariable String userId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		RegisteredPerson person = person(administrator, district, userId);
		Map<String, String> typed = typed(request, "");
		Map<String, String> stored = values(person);
		Map<String, String> seen = typed(request, "was-");
		Map<String, String> meanwhile = meanwhile(person, seen);
		FormFaults faults = check(district, typed);
		faults.check(person.userId() != administrator.userId() || typed.get("profile").equals(stored.get("profile")), "profile",
				"console.people.form.own-profile");
		if (meanwhile.isEmpty() && faults.isEmpty()) {
			try {
				boolean changed = this.byHand.change(person.userId(), (now) -> meanwhile(now, seen).isEmpty()
						? Optional.of(registration(district, typed, now.registration())) : Optional.empty());
				if (changed) {
					return "redirect:/console/" + district.customUrl() + "/people/" + person.userId() + "?done=person.changed";
				}
				person = person(administrator, district, userId);
				meanwhile = meanwhile(person, seen);
			}
			catch (DuplicateKeyException ex) {
				faults.add("loginId", "console.people.form.taken");
			}
		}
		return show(district, person, typed, faults, meanwhile, response, model);
	}

	/**
	 * Returns what is otherwise than whoever fills in the form saw it.
	 */
	private static Map<String, String> meanwhile(RegisteredPerson person, Map<String, String> seen) {
		Map<String, String> meanwhile = values(person);
		meanwhile.entrySet().removeIf((value) -> value.getValue().equals(seen.get(value.getKey())));
		return meanwhile;
	}

	private FormFaults check(District district, Map<String, String> typed) {
		FormFaults faults = new FormFaults();
		for (String field : List.of("firstName", "lastName", "loginId")) {
			faults.check(!typed.get(field).isEmpty(), field, "console.fault.missing");
		}
		for (String field : List.of("firstName", "lastName", "loginId", "email")) {
			faults.check(typed.get(field).length() <= 200 && typed.get(field).chars().noneMatch(Character::isISOControl), field,
					"console.fault.text");
		}
		faults.check(PlainText.isIdentifier(typed.get("loginId")), "loginId", "console.fault.text");
		faults.check(typed.get("email").isEmpty() || typed.get("email").matches("[^@\\s]+@[^@\\s]+"), "email", "console.fault.email");
		faults.check(this.organizations.find(district.tenantId()).profiles().containsKey(typed.get("profile")), "profile",
				"console.fault.missing");
		faults.check(typed.get("school").isEmpty() || typed.get("school").indexOf('\0') < 0
				&& this.roster.names(district.tenantId(), List.of(typed.get("school"))).containsKey(typed.get("school")), "school",
				"console.people.form.no-such-school");
		return faults;
	}

	private PersonRegistration registration(District district, Map<String, String> typed, @Nullable PersonRegistration old) {
		String displayName = typed.get("firstName") + " " + typed.get("lastName");
		String email = typed.get("email").isEmpty() ? null : typed.get("email");
		if (old == null) {
			Organization organization = this.organizations.find(district.tenantId());
			List<String> orgs = typed.get("school").isEmpty() ? List.of() : List.of(typed.get("school"));
			return new PersonRegistration(typed.get("loginId"), organization.buildings().getFirst(), typed.get("profile"),
					typed.get("firstName"), null, typed.get("lastName"), displayName, email, "", null, orgs, "en", true, new TreeSet<>(),
					new TreeSet<>(), Map.of(), Map.of(), null);
		}
		// what people chose to be called stays; the other schools do, too
		String shown = old.displayName().equals(old.firstName() + " " + old.lastName()) ? displayName : old.displayName();
		List<String> orgs = new ArrayList<>(old.orgIds());
		if (!orgs.isEmpty()) {
			orgs.removeFirst();
		}
		if (!typed.get("school").isEmpty()) {
			orgs.remove(typed.get("school"));
			orgs.addFirst(typed.get("school"));
		}
		return new PersonRegistration(typed.get("loginId"), old.building(), typed.get("profile"), typed.get("firstName"),
				old.middleName(), typed.get("lastName"), shown, email, old.imagePath(), old.sourcedId(), orgs, old.language(), old.active(),
				old.groups(), old.students(), old.claims(), old.info(), old.passwordHash());
	}

	private static Map<String, String> typed(HttpServletRequest request, String prefix) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = new LinkedHashMap<>();
		FIELDS.forEach((field) -> typed.put(field, sent.first(prefix + field).orElse("").strip()));
		return typed;
	}

	private static Map<String, String> values(RegisteredPerson person) {
		PersonRegistration registration = person.registration();
		Map<String, String> values = new LinkedHashMap<>();
		values.put("firstName", registration.firstName().strip());
		values.put("lastName", registration.lastName().strip());
		values.put("loginId", registration.loginId());
		values.put("email", Objects.requireNonNullElse(registration.email(), "").strip());
		values.put("profile", registration.profile());
		values.put("school", registration.orgIds().isEmpty() ? "" : registration.orgIds().getFirst());
		return values;
	}

	private String show(District district, @Nullable RegisteredPerson person, Map<String, String> typed, FormFaults faults,
			Map<String, String> meanwhile, HttpServletResponse response, Model model) {
		if (!meanwhile.isEmpty()) {
			response.setStatus(HttpStatus.CONFLICT.value());
		}
		else if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		model.addAttribute("person", person);
		model.addAttribute("typed", typed);
		model.addAttribute("stored", (person != null) ? values(person) : Map.of());
		model.addAttribute("meanwhile", meanwhile);
		model.addAttribute("faults", faults);
		model.addAttribute("profiles", this.organizations.find(district.tenantId()).profiles().keySet());
		model.addAttribute("schools", this.roster.schools(district.tenantId()));
		return "console/people/form";
	}

	/**
	 * Somebody of another district, and somebody whom the roster manages, cannot be changed here.
	 */
	private RegisteredPerson person(Administrator administrator, District district, String userId) {
		if (!userId.matches("\\d{1,9}")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		RegisteredPerson person = this.registrar.find(Integer.parseInt(userId))
			.filter((found) -> found.tenantId() == district.tenantId() && !found.rostered())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		if (!this.actions.mayTouch(administrator, person.userId())) {
			throw new ForbiddenException();
		}
		return person;
	}

}
