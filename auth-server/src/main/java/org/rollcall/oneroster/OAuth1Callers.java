package org.rollcall.oneroster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.client.Clients;
import org.rollcall.roster.query.Sights;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Who signs each request with a share's consumer key and secret, as OAuth 1.0a says (RFC 5849), without a token. What is wrong is said
 * step by step: a signature that differs tells nobody why.
 */
@Component
@Order(-1)
class OAuth1Callers implements Callers {

	private static final Duration TOLERANCE = Duration.ofMinutes(5);

	private final RosterShares shares;

	private final ShareCredentials credentials;

	private final OAuth1Nonces nonces;

	private final Clients clients;

	private final Sights sights;

	private final InstantSource clock;

	OAuth1Callers(RosterShares shares, ShareCredentials credentials, OAuth1Nonces nonces, Clients clients, Sights sights,
			InstantSource clock) {
		this.shares = shares;
		this.credentials = credentials;
		this.nonces = nonces;
		this.clients = clients;
		this.sights = sights;
		this.clock = clock;
	}

	@Override
	public boolean sent(HttpServletRequest request) {
		return OAuth1Request.isOne(request);
	}

	@Override
	public Caller of(HttpServletRequest request) {
		OAuth1Request sent = OAuth1Request.of(request);
		String method = method(sent);
		String key = sent.required("oauth_consumer_key");
		String nonce = sent.required("oauth_nonce");
		String signature = sent.required("oauth_signature");
		long timestamp = timestamp(sent);
		RosterShare share = this.shares.findByConsumerKey(key.replace('\0', ' '))
			.orElseThrow(() -> refused("there is no shared roster with this oauth_consumer_key, or the district has ended it."));
		demandItsAddress(share, request);
		demandTime(timestamp);
		demandSignature(share, sent, method, signature, request);
		Instant goodUntil = Instant.ofEpochSecond(timestamp).plus(TOLERANCE).plusSeconds(1);
		if (!this.nonces.spend(key, timestamp, nonce, goodUntil)) {
			throw refused("this oauth_nonce was used already with this oauth_timestamp: each request needs one of its own.");
		}
		return ProxyCallers.ofShare(share, this.clients, this.sights);
	}

	private static String method(OAuth1Request sent) {
		sent.find("oauth_version").filter((version) -> !version.equals("1.0")).ifPresent((version) -> {
			throw OAuth1Request.malformed("oauth_version is 1.0, or is left out.");
		});
		sent.find("oauth_token").filter((token) -> !token.isEmpty()).ifPresent((token) -> {
			throw OAuth1Request.malformed("here is no oauth_token: requests are signed with the consumer key and its secret alone.");
		});
		String method = sent.required("oauth_signature_method");
		if (!OAuth1Signature.ALGORITHMS.containsKey(method)) {
			throw OAuth1Request.malformed("oauth_signature_method is HMAC-SHA256 or HMAC-SHA1.");
		}
		return method;
	}

	private static long timestamp(OAuth1Request sent) {
		String timestamp = sent.required("oauth_timestamp");
		if (!timestamp.matches("\\d{1,11}")) {
			throw OAuth1Request.malformed("oauth_timestamp is the number of seconds since 1970, such as 1767225600.");
		}
		return Long.parseLong(timestamp);
	}

	private void demandItsAddress(RosterShare share, HttpServletRequest request) {
		String proxyPath = NamedRoster.of(request).proxyPath();
		if (proxyPath != null && !this.shares.findByProxyPath(proxyPath).equals(Optional.of(share))) {
			throw refused("this oauth_consumer_key is not of the oneroster_application_id in the address.");
		}
	}

	private void demandTime(long timestamp) {
		long now = this.clock.instant().getEpochSecond();
		long late = now - timestamp;
		if (Math.abs(late) > TOLERANCE.toSeconds()) {
			throw refused("oauth_timestamp is %d seconds %s; %d are allowed. By the clock here it is %d."
				.formatted(Math.abs(late), (late > 0) ? "old" : "ahead", TOLERANCE.toSeconds(), now));
		}
	}

	private void demandSignature(RosterShare share, OAuth1Request sent, String method, String signature, HttpServletRequest request) {
		String url = Address.sent(request);
		OAuth1Signature expected = new OAuth1Signature(request.getMethod(), url, sent.signed());
		if (!expected.isMadeWith(method, this.credentials.secret(share), "", signature)) {
			throw refused(("the signature differs. Here the request is %s %s with the parameters %s. Sign exactly this, with the secret of"
					+ " this share followed by '&' as the key.").formatted(request.getMethod(), url, names(sent)));
		}
	}

	private static String names(OAuth1Request sent) {
		return sent.signed()
			.stream()
			.map(Map.Entry::getKey)
			.filter((name) -> !name.equals("oauth_signature"))
			.collect(Collectors.toCollection(TreeSet::new))
			.stream()
			.collect(Collectors.joining(", "));
	}

	private static OneRosterException refused(String why) {
		return new OneRosterException(CodeMinor.UNAUTHORISED, "OAuth 1: " + why);
	}

}
