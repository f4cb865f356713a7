package org.rollcall.signin;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.directory.District;
import org.rollcall.directory.DistrictLogos;
import org.rollcall.directory.Districts;
import org.rollcall.passkey.Passkeys;
import org.rollcall.platform.Parameters;
import org.rollcall.session.Sessions;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/**
 * A district's sign-in page, at its custom URL (contract, section 1).
 */
@Controller
class SignInController {

	private static final String PATH = "/{customUrl:[A-Za-z0-9][A-Za-z0-9-]{0,62}}";

	private final Districts districts;

	private final SignIn signIn;

	private final Passkeys passkeys;

	private final Sessions sessions;

	private final DistrictStyle style;

	private final DistrictLogos logos;

	SignInController(Districts districts, SignIn signIn, Passkeys passkeys, Sessions sessions, DistrictStyle style, DistrictLogos logos) {
		this.districts = districts;
		this.signIn = signIn;
		this.passkeys = passkeys;
		this.sessions = sessions;
		this.style = style;
		this.logos = logos;
	}

	@GetMapping(PATH)
	String page(@PathVariable String customUrl, HttpServletRequest request, Model model) {
		Parameters parameters = Parameters.of(request);
		Optional<LoginCallback> callback = LoginCallback.of(request);
		boolean loggedOut = parameters.first("loggedout").isPresent();
		District district = district(customUrl);
		if (callback.isEmpty() && !loggedOut && this.sessions.find(request).isPresent()) {
			return "redirect:/home";
		}
		model.addAttribute("loggedOut", loggedOut);
		model.addAttribute("problem", parameters.first("problem").orElse(null));
		model.addAttribute("username", callback.flatMap((known) -> known.parameter("login_hint")).orElse(""));
		return show(district, callback, model);
	}

	@PostMapping(PATH)
	@Nullable String signIn(@PathVariable String customUrl, HttpServletRequest request, HttpServletResponse response,
			Model model) throws IOException {
		District district = district(customUrl);
		Parameters parameters = Parameters.of(request);
		Optional<LoginCallback> callback = LoginCallback.of(request);
		String username = parameters.first("username").orElse("");
		String password = parameters.first("password").orElse("");
		if (username.isBlank() || password.isEmpty() || parameters.isMalformed("username")
				|| parameters.isContradictory("username") || parameters.isContradictory("password")) {
			return refuse(district, callback, username, "sign-in.error.incomplete", response, model);
		}
		SignIn.Result result = this.signIn.check(district.tenantId(), username, password, request.getRemoteAddr());
		if (result.userId() != null) {
			this.sessions.open(result.userId(), callback.map(LoginCallback::pathAndQuery).orElse(null), request, response);
			response.sendRedirect(callback.map(LoginCallback::pathAndQuery).orElse("/home"));
			return null;
		}
		if (result.retryAfter() != null) {
			return slowDown(district, callback, username, result.retryAfter(), response, model);
		}
		return refuse(district, callback, username, "sign-in.error.wrong", response, model);
	}

	/**
	 * What the page's script asks for before the browser asks for a passkey. Whoever has one needs no username.
	 */
	@PostMapping(path = PATH + "/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseBody
	String passkeyOptions(@PathVariable String customUrl) {
		district(customUrl);
		return this.passkeys.optionsToSignIn();
	}

	@PostMapping(PATH + "/passkey")
	@Nullable String signInWithPasskey(@PathVariable String customUrl, HttpServletRequest request, HttpServletResponse response,
			Model model) throws IOException {
		District district = district(customUrl);
		Optional<LoginCallback> callback = LoginCallback.of(request);
		Optional<Integer> userId = Parameters.of(request)
			.first("credential")
			.flatMap((credential) -> this.signIn.withPasskey(district.tenantId(), credential, request.getRemoteAddr()));
		if (userId.isEmpty()) {
			return refuse(district, callback, "", "launchpad.sign-in.passkey.wrong", response, model);
		}
		this.sessions.open(userId.get(), callback.map(LoginCallback::pathAndQuery).orElse(null), request, response);
		response.sendRedirect(callback.map(LoginCallback::pathAndQuery).orElse("/home"));
		return null;
	}

	private String slowDown(District district, Optional<LoginCallback> callback, String username, Duration retryAfter,
			HttpServletResponse response, Model model) {
		long seconds = retryAfter.plusMillis(999).toSeconds();
		response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		model.addAttribute("error", "sign-in.error.slow-down");
		model.addAttribute("seconds", seconds);
		model.addAttribute("username", username);
		return show(district, callback, model);
	}

	private String refuse(District district, Optional<LoginCallback> callback, String username, String error,
			HttpServletResponse response, Model model) {
		response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		model.addAttribute("error", error);
		model.addAttribute("username", username);
		return show(district, callback, model);
	}

	private String show(District district, Optional<LoginCallback> callback, Model model) {
		model.addAttribute("district", district);
		model.addAttribute("logo", this.logos.path(district.tenantId()).orElse(null));
		model.addAttribute("style", this.style.address(district).orElse(null));
		model.addAttribute("loginCallback", callback.map(LoginCallback::pathAndQuery).orElse(null));
		return "sign-in";
	}

	private District district(String customUrl) {
		return this.districts.findByCustomUrl(customUrl)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
