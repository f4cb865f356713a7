package org.rollcall.launchpad;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.passkey.Passkey;
import org.rollcall.passkey.PasskeyRefusedException;
import org.rollcall.passkey.Passkeys;
import org.rollcall.platform.Parameters;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody's own passkeys. To add one takes the password, or else a sign-in of a moment ago: whoever finds a browser open shall not leave a way in behind.
 */
@Controller
class PasskeyPages {

	private static final String PATH = "/home/passkeys";

	private static final String ONE = PATH + "/{passkeyId:[0-9]{1,18}}";

	private static final int LONGEST_NAME = 100;

	/** For so long after a sign-in nobody else is likely to sit there. */
	private static final Duration FRESH = Duration.ofMinutes(10);

	private final Passkeys passkeys;

	private final OwnPassword ownPassword;

	private final MessageSource messages;

	private final InstantSource clock;

	PasskeyPages(Passkeys passkeys, OwnPassword ownPassword, MessageSource messages, InstantSource clock) {
		this.passkeys = passkeys;
		this.ownPassword = ownPassword;
		this.messages = messages;
		this.clock = clock;
	}

	@GetMapping(PATH)
	String page(Owner owner, Model model) {
		return show(owner, null, model);
	}

	/**
	 * What the page's script asks for before the browser makes a passkey.
	 */
	@PostMapping(path = PATH + "/options", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<String> options(Owner owner, HttpServletRequest request, Locale locale) {
		Parameters sent = Parameters.of(request);
		if (name(sent).isEmpty()) {
			return refused("launchpad.passkeys.name.wrong", HttpStatus.UNPROCESSABLE_CONTENT, locale);
		}
		if (this.ownPassword.isThere(owner.person())) {
			OwnPassword.Answer answer = this.ownPassword.check(owner.person(), sent.first("current").orElse(""), request);
			if (answer.seconds() != null) {
				return refused("sign-in.error.slow-down", HttpStatus.TOO_MANY_REQUESTS, locale, answer.seconds(),
						(answer.seconds() + 59) / 60);
			}
			if (!answer.right()) {
				return refused("launchpad.password.wrong", HttpStatus.UNPROCESSABLE_CONTENT, locale);
			}
		}
		else if (owner.session().confirmedAt().isBefore(this.clock.instant().minus(FRESH))) {
			return refused("launchpad.passkeys.sign-in-again", HttpStatus.UNPROCESSABLE_CONTENT, locale);
		}
		try {
			return ResponseEntity.ok(this.passkeys.optionsToAdd(owner.userId(), owner.person().loginId(), owner.person().displayName()));
		}
		catch (PasskeyRefusedException ex) {
			return refused("launchpad.passkeys.enough", HttpStatus.CONFLICT, locale);
		}
	}

	@PostMapping(PATH)
	String add(Owner owner, HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		Optional<String> name = name(sent);
		Optional<String> credential = sent.first("credential");
		if (name.isPresent() && credential.isPresent()) {
			try {
				this.passkeys.add(owner.userId(), name.get(), credential.get());
				return "redirect:" + PATH + "?done=passkey-added";
			}
			catch (PasskeyRefusedException ex) {
				// said below
			}
		}
		response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		return show(owner, name.isEmpty() ? "launchpad.passkeys.name.wrong" : "launchpad.passkeys.refused", model);
	}

	@PostMapping(ONE)
	String rename(Owner owner, @PathVariable long passkeyId, HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<String> name = name(Parameters.of(request));
		if (name.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return show(owner, "launchpad.passkeys.name.wrong", model);
		}
		if (!this.passkeys.rename(owner.userId(), passkeyId, name.get())) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return "redirect:" + PATH + "?done=passkey-renamed";
	}

	@PostMapping(ONE + "/remove")
	String remove(Owner owner, @PathVariable long passkeyId) {
		if (!this.passkeys.remove(owner.userId(), passkeyId)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return "redirect:" + PATH + "?done=passkey-removed";
	}

	private String show(Owner owner, @Nullable String error, Model model) {
		model.addAttribute("passkeys", this.passkeys.of(owner.userId()).stream().map(PasskeyPages::shown).toList());
		model.addAttribute("password", this.ownPassword.isThere(owner.person()));
		model.addAttribute("error", error);
		return "launchpad/passkeys";
	}

	private static Optional<String> name(Parameters sent) {
		return sent.first("name")
			.map(String::strip)
			.filter((name) -> !name.isEmpty() && name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl));
	}

	private ResponseEntity<String> refused(String message, HttpStatus status, Locale locale, Object... arguments) {
		return ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.body(JsonMapper.shared().writeValueAsString(Map.of("message", this.messages.getMessage(message, arguments, locale))));
	}

	private static Shown shown(Passkey passkey) {
		return new Shown(passkey.passkeyId(), passkey.name(), passkey.backedUp(), Moments.of(passkey.createdAt()),
				Moments.of(passkey.lastUsedAt()));
	}

	/**
	 * A passkey, ready to be shown.
	 */
	record Shown(long passkeyId, String name, boolean backedUp, @Nullable ZonedDateTime createdAt,
			@Nullable ZonedDateTime lastUsedAt) {
	}

}
