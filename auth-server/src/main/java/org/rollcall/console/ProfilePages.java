package org.rollcall.console;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.directory.District;
import org.rollcall.directory.Organizations;
import org.rollcall.directory.Role;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * The profiles of a district and the roles that they give.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class ProfilePages {

	private static final String PATH = "/console/{district}/settings/profiles";

	private final Organizations organizations;

	ProfilePages(Organizations organizations) {
		this.organizations = organizations;
	}

	@GetMapping(PATH)
	String list(District district, HttpServletRequest request, Model model) {
		Parameters sent = Parameters.of(request);
		return show(district, Map.of("name", sent.first("name").orElse(""), "role", sent.first("role").orElse("")), new FormFaults(), model);
	}

	@PostMapping(PATH)
	@Reauthenticated(kept = { "name", "role" })
	String add(District district, HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		String name = sent.first("name").orElse("").strip();
		String chosen = sent.first("role").orElse("");
		Optional<Role> role = Arrays.stream(Role.values()).filter((one) -> one.name().equals(chosen)).findFirst();
		FormFaults faults = new FormFaults();
		faults.check(!name.isEmpty(), "name", "console.fault.missing");
		faults.check(name.length() <= 200 && name.chars().noneMatch(Character::isISOControl), "name", "console.fault.text");
		faults.check(role.isPresent(), "role", "console.fault.missing");
		if (faults.isEmpty() && !this.organizations.addProfile(district.tenantId(), name, role.orElseThrow())) {
			boolean same = this.organizations.find(district.tenantId()).profiles().get(name) == role.orElseThrow();
			faults.check(same, "name", "console.profiles.taken");
		}
		if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return show(district, Map.of("name", name, "role", chosen), faults, model);
		}
		return "redirect:/console/" + district.customUrl() + "/settings/profiles?done=profiles.added";
	}

	@PostMapping(PATH + "/{profileId}/remove")
	String remove(District district, @PathVariable("profileId") String id) {
		int profileId = id.matches("[0-9]{1,9}") ? Integer.parseInt(id) : 0;
		if (this.organizations.profiles(district.tenantId()).stream().noneMatch((profile) -> profile.profileId() == profileId)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		boolean removed = this.organizations.removeProfile(district.tenantId(), profileId);
		return "redirect:/console/" + district.customUrl() + "/settings/profiles?done="
				+ (removed ? "profiles.removed" : "profiles.used");
	}

	private String show(District district, Map<String, String> typed, FormFaults faults, Model model) {
		model.addAttribute("profiles", this.organizations.profiles(district.tenantId()));
		model.addAttribute("roles", Role.values());
		model.addAttribute("typed", typed);
		model.addAttribute("faults", faults);
		return "console/settings-profiles";
	}

}
