package org.rollcall.console;

import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.administrator.Administrator;
import org.rollcall.directory.Credentials;
import org.rollcall.directory.People;
import org.rollcall.passkey.PasskeyRefusedException;
import org.rollcall.passkey.Passkeys;
import org.rollcall.password.PasswordRefused;
import org.rollcall.password.Passwords;
import org.rollcall.password.SignInThrottle;
import org.rollcall.platform.Parameters;
import org.rollcall.session.Sessions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Asks for the password, or for a passkey, before something dangerous, and leads back to it. Wrong passwords count as at the sign-in.
 */
@Controller
@Allowed(Audience.ADMINISTRATORS)
class ConfirmPage {

	private static final String PATH = "/console/-/confirm";

	private final People people;

	private final Passwords passwords;

	private final SignInThrottle throttle;

	private final Sessions sessions;

	private final Passkeys passkeys;

	private final ApplicationEventPublisher events;

	ConfirmPage(People people, Passwords passwords, SignInThrottle throttle, Sessions sessions, Passkeys passkeys,
			ApplicationEventPublisher events) {
		this.people = people;
		this.passwords = passwords;
		this.throttle = throttle;
		this.sessions = sessions;
		this.passkeys = passkeys;
		this.events = events;
	}

	@GetMapping(PATH)
	String ask(Administrator administrator, HttpServletRequest request, Model model) {
		return page(administrator, request, model);
	}

	@PostMapping(PATH)
	String confirm(Administrator administrator, HttpServletRequest request, HttpServletResponse response, Model model) {
		int tenantId = administrator.person().district().tenantId();
		String loginId = administrator.person().loginId();
		Optional<Duration> wait = this.throttle.attempt(tenantId, loginId, request.getRemoteAddr());
		if (wait.isPresent()) {
			this.events.publishEvent(new PasswordRefused(administrator.userId(), request.getRemoteAddr(), true));
			long seconds = wait.get().plusMillis(999).toSeconds();
			response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
			response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
			model.addAttribute("error", "sign-in.error.slow-down");
			model.addAttribute("seconds", seconds);
			return page(administrator, request, model);
		}
		String hash = this.people.findCredentials(tenantId, loginId).map(Credentials::passwordHash).orElse(null);
		if (!this.passwords.matches(Parameters.of(request).first("password").orElse(""), hash)) {
			this.throttle.failed(request.getRemoteAddr());
			this.events.publishEvent(new PasswordRefused(administrator.userId(), request.getRemoteAddr(), false));
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("error", "console.confirm.wrong");
			return page(administrator, request, model);
		}
		this.throttle.succeeded(tenantId, loginId);
		this.sessions.find(request).ifPresent(this.sessions::confirm);
		return "redirect:" + to(request);
	}

	/**
	 * What the page's script asks for before the browser asks for a passkey.
	 */
	@PostMapping(path = PATH + "/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseBody
	String passkeyOptions(Administrator administrator) {
		return this.passkeys.optionsToConfirm(administrator.userId());
	}

	@PostMapping(PATH + "/passkey")
	String confirmWithPasskey(Administrator administrator, HttpServletRequest request, HttpServletResponse response, Model model) {
		try {
			this.passkeys.confirm(administrator.userId(), Parameters.of(request).first("credential").orElse(""));
		}
		catch (PasskeyRefusedException ex) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("passkeyError", "launchpad.sign-in.passkey.wrong");
			return page(administrator, request, model);
		}
		this.sessions.find(request).ifPresent(this.sessions::confirm);
		return "redirect:" + to(request);
	}

	private String page(Administrator administrator, HttpServletRequest request, Model model) {
		model.addAttribute("to", to(request));
		model.addAttribute("passkeys", !this.passkeys.of(administrator.userId()).isEmpty());
		return "console/confirm";
	}

	/**
	 * It comes from the address bar, so nothing but a page of the console is believed.
	 */
	private static String to(HttpServletRequest request) {
		return Parameters.of(request)
			.first("to")
			.filter((path) -> path.length() < 4096 && path.startsWith("/console/")
					&& path.chars().allMatch((c) -> c > 0x20 && c < 0x7f && c != '\\' && c != '{')
					&& !path.replaceAll("[?#].*", "").replaceAll("(?i)%2e", ".").matches(".*//.*|.*/\\.{1,2}(/.*)?"))
			.orElse("/console");
	}

}
