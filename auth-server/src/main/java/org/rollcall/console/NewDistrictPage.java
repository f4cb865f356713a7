package org.rollcall.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.directory.DistrictRefusedException;
import org.rollcall.directory.DistrictRegistration;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Organization;
import org.rollcall.directory.Organizations;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Another district.
 */
@Controller
@Allowed(Audience.SYSTEM_ADMINISTRATORS)
class NewDistrictPage {

	private static final String PATH = "/console/-/districts/new";

	private static final List<String> FIELDS = List.of("name", "customUrl", "stateName", "ncesId");

	private final Districts districts;

	private final Organizations organizations;

	private final TransactionTemplate transaction;

	NewDistrictPage(Districts districts, Organizations organizations, TransactionTemplate transaction) {
		this.districts = districts;
		this.organizations = organizations;
		this.transaction = transaction;
	}

	@GetMapping(PATH)
	String page(Model model) {
		return show(Map.of(), new FormFaults(), model);
	}

	@PostMapping(PATH)
	String register(HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = new TreeMap<>();
		FIELDS.forEach((field) -> typed.put(field, sent.first(field).orElse("").strip()));
		typed.put("customUrl", typed.get("customUrl").toLowerCase(Locale.ROOT));
		FormFaults faults = new FormFaults();
		faults.check(!typed.get("name").isEmpty(), "name", "console.fault.missing");
		for (String field : List.of("name", "stateName", "ncesId")) {
			faults.check(typed.get(field).length() <= 200 && typed.get(field).chars().noneMatch(Character::isISOControl), field,
					"console.fault.text");
		}
		this.districts.problemOf(typed.get("customUrl"), null)
			.ifPresent((problem) -> faults.add("customUrl",
					"console.settings.custom-url." + problem.name().toLowerCase(Locale.ROOT)));
		if (faults.isEmpty()) {
			try {
				this.transaction.executeWithoutResult((status) -> register(typed));
				return "redirect:/console/" + typed.get("customUrl") + "/settings?done=districts.new";
			}
			catch (DistrictRefusedException | DataIntegrityViolationException ex) {
				faults.add("customUrl", "console.settings.custom-url.taken");
			}
		}
		response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		return show(typed, faults, model);
	}

	private void register(Map<String, String> typed) {
		String name = typed.get("name");
		int tenantId = this.districts.nextTenantId();
		this.districts.register(new DistrictRegistration(tenantId, typed.get("customUrl"), name, 0, typed.get("stateName"),
				typed.get("ncesId"), "", name));
		this.organizations.add(tenantId, new Organization(List.of(name), new TreeMap<>(), new TreeSet<>()));
	}

	private static String show(Map<String, String> typed, FormFaults faults, Model model) {
		model.addAttribute("typed", typed);
		model.addAttribute("faults", faults);
		return "console/settings-new-district";
	}

}
