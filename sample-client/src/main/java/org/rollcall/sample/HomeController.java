package org.rollcall.sample;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.rollcall.sample.SignInFailure.Reason;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/** The app's own pages: the front page, and the one behind it. */
@Controller
class HomeController {

	private final SampleProperties properties;

	private final SignIn signIn;

	private final TranscriptWriter transcripts;

	HomeController(SampleProperties properties, SignIn signIn, TranscriptWriter transcripts) {
		this.properties = properties;
		this.signIn = signIn;
		this.transcripts = transcripts;
	}

	@GetMapping("/")
	String frontPage(@SessionAttribute(name = SignedIn.IN_SESSION, required = false) @Nullable SignedIn signedIn,
			Model model) {
		model.addAttribute("scopes", properties.scopeList());
		model.addAttribute("person", (signedIn != null) ? signedIn.person() : null);
		return "index";
	}

	@GetMapping("/home")
	String home(@SessionAttribute(name = SignedIn.IN_SESSION, required = false) @Nullable SignedIn signedIn,
			Model model, HttpSession session) {
		if (signedIn == null) {
			return "redirect:/";
		}
		model.addAttribute("person", signedIn.person());
		model.addAttribute("tokens", signedIn.tokens());
		model.addAttribute("transcript", transcripts.write(signedIn));
		model.addAttribute("formToken", FormToken.of(session));
		return "home";
	}

	/**
	 * Gets new tokens. One at a time: a refresh token works once, and to the server two
	 * refreshes with the same one look like a thief at work.
	 */
	@PostMapping("/refresh")
	String refresh(HttpSession session, RedirectAttributes redirect) {
		synchronized (WebUtils.getSessionMutex(session)) {
			SignedIn former = SignedIn.in(session);
			if (former == null) {
				return "redirect:/";
			}
			String refreshToken = former.tokens().refreshToken();
			if (refreshToken != null) {
				SignedIn renewed = refresh(former, refreshToken, session);
				renewed.keepIn(session);
				redirect.addFlashAttribute("rotation", Rotation.between(former.tokens(), renewed.tokens()));
			}
			return "redirect:/home";
		}
	}

	/** Whose refresh token works no more was signed out by the server, and so is by us. */
	private SignedIn refresh(SignedIn former, String refreshToken, HttpSession session) {
		try {
			return signIn.refresh(former, refreshToken);
		}
		catch (SignInFailure failure) {
			if (!"invalid_grant".equals(failure.said().error())) {
				throw failure;
			}
			session.removeAttribute(SignedIn.IN_SESSION);
			throw new SignInFailure(Reason.REFRESH_REFUSED, failure.said());
		}
	}

	/** Signs the person out here, then at ClassLink, which sends them back to the front page. */
	@PostMapping("/logout")
	String logout(HttpSession session) {
		SignedIn signedIn = SignedIn.in(session);
		session.invalidate();
		UriComponentsBuilder logout = UriComponentsBuilder.fromUriString(properties.logoutEndpoint())
			.queryParam("client_id", "{client}")
			.queryParam("post_logout_redirect_uri", "{back}");
		if (signedIn != null && signedIn.idToken() != null) {
			logout.queryParam("id_token_hint", signedIn.idToken().getTokenValue());
		}
		return "redirect:" + logout.encode().buildAndExpand(properties.clientId(), properties.frontPage()).toUri();
	}

}
