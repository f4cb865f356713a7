package org.rollcall.console;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrators;
import org.rollcall.administrator.ConsoleRole;
import org.rollcall.administrator.FirstAdministratorLink;
import org.rollcall.directory.District;
import org.rollcall.directory.DistrictRefusedException;
import org.rollcall.directory.DistrictRegistration;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Organization;
import org.rollcall.directory.Organizations;
import org.rollcall.directory.PersonRegistration;
import org.rollcall.directory.RegistrationByHand;
import org.rollcall.directory.Role;
import org.rollcall.password.PasswordRules;
import org.rollcall.password.Passwords;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.session.Sessions;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The first page of a new server: whoever has the {@linkplain FirstAdministratorLink link} becomes its first administrator, and
 * gives the first district its name.
 */
@Controller
@Allowed(Audience.ANYONE)
class SetupPage {

	private static final String PATH = "/console/-/setup";

	private static final List<String> FIELDS = List.of("district", "customUrl", "firstName", "lastName", "loginId", "email");

	private static final Pattern CUSTOM_URL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	private static final int SHORTEST_PASSWORD = 12;

	private final FirstAdministratorLink link;

	private final Administrators administrators;

	private final Districts districts;

	private final Organizations organizations;

	private final RegistrationByHand byHand;

	private final PasswordRules passwordRules;

	private final Passwords passwords;

	private final Sessions sessions;

	private final TransactionTemplate transaction;

	SetupPage(FirstAdministratorLink link, Administrators administrators, Districts districts, Organizations organizations,
			RegistrationByHand byHand, PasswordRules passwordRules, Passwords passwords, Sessions sessions, TransactionTemplate transaction) {
		this.link = link;
		this.administrators = administrators;
		this.districts = districts;
		this.organizations = organizations;
		this.byHand = byHand;
		this.passwordRules = passwordRules;
		this.passwords = passwords;
		this.sessions = sessions;
		this.transaction = transaction;
	}

	@GetMapping(PATH)
	String page(HttpServletRequest request, HttpServletResponse response, Model model) {
		return show(Parameters.of(request).first("link").orElse(""), Map.of(), new FormFaults(), response, model);
	}

	@PostMapping(PATH)
	String setUp(HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		Map<String, String> typed = new TreeMap<>();
		FIELDS.forEach((field) -> typed.put(field, sent.first(field).orElse("").strip()));
		String secret = sent.first("link").orElse("");
		String password = sent.first("password").orElse("");
		FormFaults faults = check(typed, password, sent.first("repeated").orElse(""));
		checkPassword(typed, password, faults);
		if (!faults.isEmpty() || !this.link.isOpen(secret)) {
			return show(secret, typed, faults, response, model);
		}
		try {
			String hash = this.passwords.hash(password);
			Integer userId = this.transaction.execute((status) -> register(secret, typed, hash));
			if (userId == null) {
				return show(secret, typed, faults, response, model);
			}
			this.sessions.open(userId, null, request, response);
			return "redirect:/console";
		}
		catch (DistrictRefusedException ex) {
			faults.add("customUrl", "console.setup.custom-url.refused");
		}
		catch (DuplicateKeyException ex) {
			faults.add("loginId", "console.setup.login-id.taken");
		}
		catch (IllegalArgumentException ex) {
			faults.add("password", "console.setup.password.refused");
		}
		return show(secret, typed, faults, response, model);
	}

	private static FormFaults check(Map<String, String> typed, String password, String repeated) {
		FormFaults faults = new FormFaults();
		for (String field : List.of("district", "customUrl", "firstName", "lastName", "loginId")) {
			faults.check(!typed.get(field).isEmpty(), field, "console.fault.missing");
			faults.check(typed.get(field).length() <= 200 && typed.get(field).chars().noneMatch(Character::isISOControl), field,
					"console.fault.text");
		}
		faults.check(typed.get("customUrl").isEmpty() || CUSTOM_URL.matcher(typed.get("customUrl")).matches(), "customUrl",
				"console.setup.custom-url.form");
		faults.check(typed.get("email").isEmpty() || typed.get("email").matches("[^@\\s]+@[^@\\s]+"), "email", "console.fault.email");
		faults.check(password.equals(repeated), "repeated", "console.setup.password.different");
		return faults;
	}

	private void checkPassword(Map<String, String> typed, String password, FormFaults faults) {
		int tenantId = CUSTOM_URL.matcher(typed.get("customUrl")).matches()
				? this.districts.findByCustomUrl(typed.get("customUrl")).map(District::tenantId).orElse(0) : 0;
		int shortest = Math.max(SHORTEST_PASSWORD, this.passwordRules.shortest(tenantId));
		faults.check(password.length() >= shortest, "password", "console.setup.password.short", shortest);
		this.passwordRules.check(tenantId, password, typed.get("loginId"))
			.filter((problem) -> problem != PasswordRules.Problem.TOO_SHORT)
			.ifPresent((problem) -> faults.add("password", "console.setup.password.refused"));
	}

	private @Nullable Integer register(String secret, Map<String, String> typed, String hash) {
		if (!this.link.spend(secret)) {
			return null;
		}
		District district = this.districts.findByCustomUrl(typed.get("customUrl")).orElseGet(() -> found(typed));
		String building = this.organizations.find(district.tenantId()).buildings().getFirst();
		String displayName = typed.get("firstName") + " " + typed.get("lastName");
		int userId = this.byHand.register(district.tenantId(),
				new PersonRegistration(typed.get("loginId"), building, Role.TENANT_ADMINISTRATOR.value(), typed.get("firstName"), null,
						typed.get("lastName"), displayName, typed.get("email").isEmpty() ? null : typed.get("email"), "", null,
						List.of(), "en", true, new TreeSet<>(), new TreeSet<>(), Map.of(), Map.of(), hash));
		this.administrators.grant(userId, ConsoleRole.SYSTEM_ADMINISTRATOR);
		return userId;
	}

	private District found(Map<String, String> typed) {
		String name = typed.get("district");
		District district = this.districts.register(new DistrictRegistration(this.districts.nextTenantId(), typed.get("customUrl"),
				name, 0, "", "", "", name));
		this.organizations.add(district.tenantId(), new Organization(List.of(name), new TreeMap<>(), new TreeSet<>()));
		return district;
	}

	private String show(String secret, Map<String, String> typed, FormFaults faults, HttpServletResponse response, Model model) {
		boolean open = this.link.isOpen(secret);
		if (!open) {
			response.setStatus(HttpStatus.FORBIDDEN.value());
		}
		else if (!faults.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		model.addAttribute("open", open);
		model.addAttribute("link", secret);
		model.addAttribute("typed", typed);
		model.addAttribute("faults", faults);
		return "console/setup";
	}

}
