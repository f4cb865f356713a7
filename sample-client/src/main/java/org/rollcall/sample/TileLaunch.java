package org.rollcall.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.rollcall.sample.SignInFailure.Reason;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.SessionAttribute;

/**
 * People who come in by a tile of their LaunchPad: the callback gets a code that this app
 * never asked for, without state, nonce, or PKCE.
 *
 * <p>
 * Such a code is dangerous. Nothing ties it to this browser: an attacker can start a
 * sign-in of their own, keep the code, and make somebody else's browser open the callback
 * with it. The victim then reads and writes in the attacker's account without knowing it
 * (login CSRF). Each {@link Mode} keeps that from happening.
 */
@Controller
class TileLaunch {

	/** What to do with a code that nobody asked for. */
	enum Mode {

		/**
		 * Throw it away, and ask for one of our own. Whoever really came by a tile is signed
		 * in at ClassLink already, and is back at once without noticing. The safest, and the
		 * default.
		 */
		RESTART,

		/** Use it, but let the person say first whether they are who it says. */
		ACCEPT,

		/** Ask the person to start here. */
		REFUSE

	}

	private static final String UNCONFIRMED = "unconfirmed";

	private final SampleProperties properties;

	private final SignIn signIn;

	TileLaunch(SampleProperties properties, SignIn signIn) {
		this.properties = properties;
		this.signIn = signIn;
	}

	String arrive(AuthorizationResponse response, HttpSession session) {
		response.checkUnsolicited();
		return switch (properties.tileLaunch()) {
			case RESTART -> "redirect:/login";
			case ACCEPT -> {
				session.setAttribute(UNCONFIRMED, signIn.complete(response, null));
				yield "redirect:/continue";
			}
			case REFUSE -> throw new SignInFailure(Reason.TILE_REFUSED);
		};
	}

	@GetMapping("/continue")
	String ask(@SessionAttribute(name = UNCONFIRMED, required = false) @Nullable SignedIn unconfirmed, Model model,
			HttpSession session) {
		if (unconfirmed == null) {
			return "redirect:/";
		}
		model.addAttribute("person", unconfirmed.person());
		model.addAttribute("formToken", FormToken.of(session));
		return "continue";
	}

	@PostMapping("/continue")
	String confirm(@SessionAttribute(name = UNCONFIRMED, required = false) @Nullable SignedIn unconfirmed,
			HttpServletRequest http) {
		if (unconfirmed == null) {
			return "redirect:/";
		}
		http.getSession().removeAttribute(UNCONFIRMED);
		unconfirmed.enter(http);
		return "redirect:/home";
	}

}
