package org.rollcall.console;

import java.util.List;

import org.rollcall.key.KeyProperties;
import org.rollcall.key.KeyState;
import org.rollcall.key.SigningKeys;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The keys that sign id_tokens.
 */
@Controller
@Allowed(Audience.SYSTEM_ADMINISTRATORS)
class KeyPages {

	private static final String PATH = "/console/-/keys";

	private final SigningKeys keys;

	private final KeyProperties properties;

	KeyPages(SigningKeys keys, KeyProperties properties) {
		this.keys = keys;
		this.properties = properties;
	}

	@GetMapping(PATH)
	String list(Model model) {
		List<KeyState> states = this.keys.states();
		model.addAttribute("keys", states);
		model.addAttribute("rotates", !isWaiting(states));
		model.addAttribute("days", this.properties.rotateEvery().toDays());
		return "console/settings-keys";
	}

	@GetMapping(PATH + "/rotate")
	@Reauthenticated
	String ask(Model model) {
		model.addAttribute("rotates", !isWaiting(this.keys.states()));
		model.addAttribute("minutes", this.properties.publishedBefore().toMinutes());
		model.addAttribute("days", this.properties.publishedAfter().toDays());
		return "console/settings-rotate";
	}

	@PostMapping(PATH + "/rotate")
	@Reauthenticated
	String rotate() {
		boolean waited = isWaiting(this.keys.states());
		this.keys.rotate();
		return "redirect:" + PATH + "?done=" + (waited ? "keys.waiting" : "keys.rotated");
	}

	private static boolean isWaiting(List<KeyState> states) {
		return states.stream().anyMatch((key) -> key.phase() == KeyState.Phase.NEXT);
	}

}
