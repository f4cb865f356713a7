package org.rollcall.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.administrator.Administrator;
import org.rollcall.administrator.Administrators;
import org.rollcall.client.App;
import org.rollcall.client.AppSharing;
import org.rollcall.client.StaleAppException;
import org.rollcall.directory.Credentials;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.roster.RosterLookup;
import org.rollcall.roster.RosterLookup.School;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Whose people may use an app, and who looks after it. An administrator of a district decides about their own district only.
 */
@Controller
@Allowed(Audience.DEVELOPERS)
class AppSharingPages {

	private static final String PATH = AppPages.PATH + "/{clientId}";

	private final AppAccess access;

	private final AppSharing sharing;

	private final Districts districts;

	private final RosterLookup roster;

	private final People people;

	private final Administrators administrators;

	AppSharingPages(AppAccess access, AppSharing sharing, Districts districts, RosterLookup roster, People people,
			Administrators administrators) {
		this.access = access;
		this.sharing = sharing;
		this.districts = districts;
		this.roster = roster;
		this.people = people;
		this.administrators = administrators;
	}

	@GetMapping(PATH + "/sharing")
	@Reauthenticated
	String page(Administrator administrator, District district, @PathVariable String clientId, HttpServletResponse response, Model model) {
		return page(administrator, district, this.access.administer(administrator, district, clientId), "", new FormFaults(), response, model);
	}

	/**
	 * Stores who may use the app; or, if the button of a district's schools was pressed, shows the form again with these in it.
	 */
	@PostMapping(PATH + "/sharing")
	@Reauthenticated
	String share(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		App app = this.access.administer(administrator, district, clientId);
		SortedMap<Integer, SortedSet<String>> before = this.sharing.of(clientId);
		Parameters sent = Parameters.of(request);
		String version = sent.first("version").orElse("");
		SharingForm form = SharingForm.of(sent, before);
		List<District> offered = offered(administrator, district);
		FormFaults faults = new FormFaults();
		if (form.opens()) {
			return page(administrator, district, app, form, version, faults, response, model);
		}
		faults.check(!form.all() || administrator.system() || !this.sharing.isForDistrictsOnly(clientId), "with", "console.apps.sharing.all.refused");
		// nor does an administrator of a district take it from the people of others
		faults.check(form.all() || administrator.system() || this.sharing.isForDistrictsOnly(clientId), "with", "console.apps.sharing.some.refused");
		SortedMap<Integer, SortedSet<String>> shared = new TreeMap<>();
		if (!form.all()) {
			shared.putAll(before);
			for (District one : offered) {
				int tenantId = one.tenantId();
				shared.remove(tenantId);
				if (form.districts().contains(tenantId) || !administrator.system()) {
					shared.put(tenantId, known(tenantId, form.schools(tenantId), before));
				}
				else {
					// to take away the tick of a district is enough; to tick some of its schools only is half of it
					faults.check(before.containsKey(tenantId) || form.schools(tenantId).isEmpty(), "with", "console.apps.sharing.contradiction", one.name());
				}
			}
			faults.check(!shared.isEmpty() || !faults.isEmpty(), "with", "console.apps.sharing.none");
		}
		if (!faults.isEmpty()) {
			return page(administrator, district, app, form, version, faults, response, model);
		}
		try {
			this.sharing.share(clientId, shared, version);
		}
		catch (StaleAppException ex) {
			SortedMap<Integer, SortedSet<String>> now = this.sharing.of(clientId);
			model.addAttribute("meanwhile", words(administrator, district, now));
			page(administrator, district, app, form, AppSharing.version(now), faults, response, model);
			response.setStatus(HttpStatus.CONFLICT.value());
			return "console/app-sharing";
		}
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps.shared";
	}

	/**
	 * Leaves out what is no school of the district, unless the app is shared with it already.
	 */
	private SortedSet<String> known(int tenantId, Set<String> chosen, SortedMap<Integer, SortedSet<String>> before) {
		Set<String> known = this.roster.schools(tenantId).stream().map(School::sourcedId).collect(Collectors.toSet());
		known.addAll(before.getOrDefault(tenantId, new TreeSet<>()));
		return chosen.stream().filter(known::contains).collect(Collectors.toCollection(TreeSet::new));
	}

	private List<District> offered(Administrator administrator, District district) {
		return administrator.system() ? this.districts.all().stream().sorted(Comparator.comparing(District::name, String.CASE_INSENSITIVE_ORDER)).toList()
				: List.of(district);
	}

	/**
	 * Returns whom the app is shared with, by the names of the districts, as far as that is the administrator's business.
	 */
	private Map<String, String> words(Administrator administrator, District district, SortedMap<Integer, SortedSet<String>> shared) {
		Map<String, String> words = new LinkedHashMap<>();
		for (District one : offered(administrator, district)) {
			SortedSet<String> schools = shared.get(one.tenantId());
			if (schools != null) {
				words.put(one.name(), String.join(", ", this.roster.names(one.tenantId(), schools).values()));
			}
		}
		return words;
	}

	/**
	 * Whoever looks after an app becomes an app developer by it. Who types the password late comes back by the page of this address.
	 */
	@GetMapping(PATH + "/developers")
	String developers(Administrator administrator, District district, @PathVariable String clientId) {
		this.access.administer(administrator, district, clientId);
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "/sharing";
	}

	@PostMapping(PATH + "/developers")
	@Reauthenticated
	String name(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		App app = this.access.administer(administrator, district, clientId);
		String loginId = Parameters.of(request).first("loginId").orElse("").strip();
		Optional<Integer> userId = this.people.findCredentials(district.tenantId(), loginId).filter(Credentials::active).map(Credentials::userId);
		if (userId.isEmpty()) {
			FormFaults faults = new FormFaults();
			faults.add("loginId", "console.apps.developers.unknown");
			return page(administrator, district, app, loginId, faults, response, model);
		}
		this.administrators.grantForApp(userId.get());
		this.sharing.name(clientId, userId.get(), true);
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "/sharing?done=apps.developer-named";
	}

	/**
	 * Who is an app developer because of an app only is none after the last one.
	 */
	@PostMapping(PATH + "/developers/{userId}/remove")
	String remove(Administrator administrator, District district, @PathVariable String clientId, @PathVariable String userId) {
		this.access.administer(administrator, district, clientId);
		this.sharing.developers(clientId).stream().filter((developer) -> developer.toString().equals(userId)).findFirst().ifPresent((developer) -> {
			this.sharing.name(clientId, developer, false);
			if (!this.sharing.isDeveloper(developer)) {
				this.administrators.endForApp(developer);
			}
		});
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "/sharing?done=apps.developer-removed";
	}

	private String page(Administrator administrator, District district, App app, String loginId, FormFaults faults,
			HttpServletResponse response, Model model) {
		SortedMap<Integer, SortedSet<String>> shared = this.sharing.of(app.clientId());
		model.addAttribute("loginId", loginId);
		return page(administrator, district, app, SharingForm.of(shared, !this.sharing.isForDistrictsOnly(app.clientId()), district.tenantId()), AppSharing.version(shared), faults, response, model);
	}

	private String page(Administrator administrator, District district, App app, SharingForm form, String version, FormFaults faults,
			HttpServletResponse response, Model model) {
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		List<Person> developers = new ArrayList<>();
		this.sharing.developers(app.clientId()).forEach((userId) -> this.people.find(userId).ifPresent(developers::add));
		model.addAttribute("app", app);
		model.addAttribute("version", version);
		model.addAttribute("system", administrator.system());
		model.addAttribute("mayAll", administrator.system() || !this.sharing.isForDistrictsOnly(app.clientId()));
		model.addAttribute("all", form.all());
		model.addAttribute("offers", offered(administrator, district).stream().map((one) -> offer(one, form)).toList());
		model.addAttribute("developers", developers);
		model.addAttribute("faults", faults);
		return "console/app-sharing";
	}

	private Offer offer(District district, SharingForm form) {
		int tenantId = district.tenantId();
		Set<String> chosen = form.schools(tenantId);
		List<School> schools = new ArrayList<>();
		if (form.opened().contains(tenantId)) {
			schools.addAll(this.roster.schools(tenantId));
			Set<String> known = schools.stream().map(School::sourcedId).collect(Collectors.toSet());
			Map<String, String> names = this.roster.names(tenantId, chosen);
			chosen.stream().filter((id) -> !known.contains(id)).forEach((id) -> schools.add(new School(id, names.getOrDefault(id, id))));
		}
		return new Offer(district, form.districts().contains(tenantId), form.opened().contains(tenantId), schools, chosen);
	}

	/**
	 * A district that the app may be shared with.
	 *
	 * @param chosen whether it is
	 * @param opened whether its schools are shown
	 * @param chosenSchools the sourcedIds of those that are ticked
	 */
	record Offer(District district, boolean chosen, boolean opened, List<School> schools, Set<String> chosenSchools) {

	}

}
