package org.rollcall.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way to ClassLink and back. */
@Controller
class SignInController {

	private final SampleProperties properties;

	private final SignIn signIn;

	private final TileLaunch tileLaunch;

	SignInController(SampleProperties properties, SignIn signIn, TileLaunch tileLaunch) {
		this.properties = properties;
		this.signIn = signIn;
		this.tileLaunch = tileLaunch;
	}

	/** There: with a question that only this browser can get answered. */
	@GetMapping("/login")
	String login(@RequestParam(defaultValue = "false") String anew, HttpSession session) {
		return "redirect:" + AuthorizationRequest.begin(session, anew.equals("true")).uri(properties);
	}

	/** And back: with a code, an error, or something that somebody made up. */
	@GetMapping("/callback")
	String callback(@RequestParam MultiValueMap<String, String> parameters, HttpServletRequest http) {
		AuthorizationResponse response = AuthorizationResponse.of(parameters);
		if (response.isUnsolicited()) {
			return tileLaunch.arrive(response, http.getSession());
		}
		AuthorizationRequest request = AuthorizationRequest.take(http.getSession());
		response.check(request, properties.issuer());
		signIn.complete(response, request).enter(http);
		return "redirect:" + response.nextPage();
	}

}
