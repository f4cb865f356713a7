package org.rollcall.oauth;

import java.util.Collections;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.Client;
import org.rollcall.client.Clients;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.token.AccessToken;
import org.rollcall.token.Tokens;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Reads the access token of a request to one of the APIs: after {@code Bearer}, after {@code bearer}, or raw; all three are in
 * ClassLink's own code (contract, section 5).
 */
@Component
public class PresentedTokens {

	private static final String SCHEME = "Bearer";

	private final Tokens tokens;

	private final Clients clients;

	private final People people;

	PresentedTokens(Tokens tokens, Clients clients, People people) {
		this.tokens = tokens;
		this.clients = clients;
		this.people = people;
	}

	/**
	 * Returns the token that is good, with its app and its person; nothing if none was sent.
	 * @throws InvalidTokenException if one was sent that is no good
	 */
	public Optional<PresentedToken> of(HttpServletRequest request) {
		String presented = presented(request);
		if (presented.isEmpty()) {
			return Optional.empty();
		}
		if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream().distinct().count() > 1) {
			throw new InvalidTokenException("The Authorization header was sent more than once, with different values.");
		}
		return Optional.of(find(presented));
	}

	private PresentedToken find(String presented) {
		AccessToken token = this.tokens.findAccessToken(presented)
			.orElseThrow(() -> new InvalidTokenException("This access token is not known here."));
		switch (token.state()) {
			case EXPIRED -> throw new InvalidTokenException("This access token expired at " + token.expiresAt() + ".");
			case REVOKED -> throw new InvalidTokenException("This access token was revoked.");
			case ACTIVE -> {
			}
		}
		Client client = this.clients.find(token.clientId())
			.orElseThrow(() -> new InvalidTokenException("The app of this access token is disabled."));
		Integer userId = token.userId();
		if (userId == null) {
			return new PresentedToken(token, client, null);
		}
		Person person = this.people.find(userId)
			.filter(Person::active)
			.orElseThrow(() -> new InvalidTokenException("The account was deactivated by its district."));
		return new PresentedToken(token, client, person);
	}

	/**
	 * Returns what was sent as a token, whatever it is; an empty text if nothing was.
	 */
	public static String presented(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (!StringUtils.hasText(header) || SCHEME.equalsIgnoreCase(header.strip())) {
			return "";
		}
		return (StringUtils.startsWithIgnoreCase(header, SCHEME + " ") ? header.substring(SCHEME.length()) : header).strip();
	}

	/**
	 * An access token that is good.
	 *
	 * @param person whom it speaks for; {@code null} if a machine got it for itself
	 */
	public record PresentedToken(AccessToken token, Client client, @Nullable Person person) {

	}

	/**
	 * An access token that is no good; the message tells its owner why.
	 */
	public static final class InvalidTokenException extends RuntimeException {

		private final String reason;

		private InvalidTokenException(String reason) {
			super(reason, null, false, false);
			this.reason = reason;
		}

		/**
		 * Returns why, in a sentence.
		 */
		public String reason() {
			return this.reason;
		}

	}

}
