package org.rollcall.console;

import java.util.ArrayList;
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
	String page(Administrator administrator, District district, @PathVariable String clientId, HttpServletResponse response, Model model) {
		App app = this.access.administer(administrator, district, clientId);
		return page(administrator, district, app, this.sharing.of(clientId), "", new FormFaults(), response, model);
	}

	@PostMapping(PATH + "/sharing")
	String share(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		App app = this.access.administer(administrator, district, clientId);
		Parameters sent = Parameters.of(request);
		SortedMap<Integer, SortedSet<String>> before = this.sharing.of(clientId);
		SortedMap<Integer, SortedSet<String>> shared = new TreeMap<>();
		boolean everybody = sent.first("with").filter("all"::equals).isPresent();
		FormFaults faults = new FormFaults();
		faults.check(!everybody || administrator.system() || before.isEmpty(), "with", "console.apps.sharing.all.refused");
		if (!everybody) {
			if (administrator.system()) {
				Set<String> chosen = Set.copyOf(sent.all("district"));
				this.districts.all()
					.stream()
					.filter((one) -> chosen.contains(Integer.toString(one.tenantId())))
					.forEach((one) -> shared.put(one.tenantId(), before.getOrDefault(one.tenantId(), new TreeSet<>())));
			}
			else {
				shared.putAll(before);
				shared.put(district.tenantId(), new TreeSet<>());
			}
			Set<String> known = this.roster.schools(district.tenantId()).stream().map(School::sourcedId).collect(Collectors.toSet());
			shared.computeIfPresent(district.tenantId(),
					(tenantId, schools) -> new TreeSet<>(sent.all("school").stream().filter(known::contains).toList()));
			faults.check(!shared.isEmpty(), "with", "console.apps.sharing.none");
		}
		if (!faults.isEmpty()) {
			return page(administrator, district, app, shared, "", faults, response, model);
		}
		this.sharing.share(clientId, shared);
		return "redirect:/console/" + district.customUrl() + "/apps/" + clientId + "?done=apps.shared";
	}

	/**
	 * Whoever looks after an app becomes an app developer by it.
	 */
	@PostMapping(PATH + "/developers")
	String name(Administrator administrator, District district, @PathVariable String clientId, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		App app = this.access.administer(administrator, district, clientId);
		String loginId = Parameters.of(request).first("loginId").orElse("").strip();
		Optional<Integer> userId = this.people.findCredentials(district.tenantId(), loginId).filter(Credentials::active).map(Credentials::userId);
		if (userId.isEmpty()) {
			FormFaults faults = new FormFaults();
			faults.add("loginId", "console.apps.developers.unknown");
			return page(administrator, district, app, this.sharing.of(clientId), loginId, faults, response, model);
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

	private String page(Administrator administrator, District district, App app, SortedMap<Integer, SortedSet<String>> shared, String loginId,
			FormFaults faults, HttpServletResponse response, Model model) {
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		List<Person> developers = new ArrayList<>();
		this.sharing.developers(app.clientId()).forEach((userId) -> this.people.find(userId).ifPresent(developers::add));
		model.addAttribute("app", app);
		model.addAttribute("shared", Map.copyOf(shared));
		model.addAttribute("mayAll", administrator.system() || this.sharing.of(app.clientId()).isEmpty());
		model.addAttribute("all", shared.isEmpty() && faults.isEmpty());
		model.addAttribute("districts", administrator.system() ? this.districts.all() : List.of());
		model.addAttribute("schools", this.roster.schools(district.tenantId()));
		model.addAttribute("chosen", shared.getOrDefault(district.tenantId(), new TreeSet<>()));
		model.addAttribute("developers", developers);
		model.addAttribute("loginId", loginId);
		model.addAttribute("faults", faults);
		return "console/app-sharing";
	}

}
