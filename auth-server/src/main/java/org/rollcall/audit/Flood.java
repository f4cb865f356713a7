package org.rollcall.audit;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Actor;
import org.rollcall.platform.Happening;
import org.rollcall.platform.StateRestored;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the record from filling with what anybody can make happen. Of one kind, {@value #OF_ONE} an hour are written down for one
 * person, or for one address where nobody is known, and {@value #OF_ALL} for all, of which
 * {@value #OF_ONE_ADDRESS} may come from one address; the last of them says so. That bounds the
 * table, because the purge takes away whatever is older than it is kept. The log has all of them. Each node counts for itself,
 * in memory.
 */
@Component
class Flood {

	static final int OF_ONE = 100;

	static final int OF_ALL = 5_000;

	/** Whole schools are behind one address; and no address fills what is for all of them. */
	static final int OF_ONE_ADDRESS = 1_000;

	private final InstantSource clock;

	private final Map<String, Integer> counted = new HashMap<>();

	private Instant hour = Instant.MIN;

	Flood(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Counts one more of a kind.
	 */
	synchronized Verdict count(Happening happening, Actor actor) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.HOURS);
		if (!now.equals(this.hour)) {
			this.hour = now;
			this.counted.clear();
		}
		String kind = happening.getClass().getSimpleName();
		String subject = kind + " " + subject(happening.concernedPerson(), actor.address());
		String source = kind + " from " + subject(null, actor.address());
		int all = this.counted.getOrDefault(kind, 0);
		// nothing new is remembered beyond the limit of all, so the memory is bounded as well
		int one = this.counted.getOrDefault(subject, 0);
		int fromThere = this.counted.getOrDefault(source, 0);
		if (all >= OF_ALL || one >= OF_ONE || fromThere >= OF_ONE_ADDRESS) {
			return Verdict.LEFT_OUT;
		}
		this.counted.put(source, fromThere + 1);
		this.counted.put(kind, all + 1);
		this.counted.put(subject, one + 1);
		return (all + 1 == OF_ALL || one + 1 == OF_ONE || fromThere + 1 == OF_ONE_ADDRESS) ? Verdict.LAST : Verdict.KEPT;
	}

	/**
	 * Tests that undo what they did begin to count anew.
	 */
	@EventListener
	synchronized void forget(StateRestored restored) {
		this.counted.clear();
	}

	/**
	 * Until when the {@linkplain Verdict#LAST last} is the last.
	 */
	synchronized Instant until() {
		return this.hour.plus(Duration.ofHours(1));
	}

	/**
	 * Whoever has one address of IPv6 has its whole /64.
	 */
	private static String subject(@Nullable Integer userId, @Nullable String address) {
		if (userId != null) {
			return userId.toString();
		}
		try {
			byte[] bytes = InetAddress.ofLiteral((address != null) ? address.replaceAll("%.*", "") : "").getAddress();
			StringBuilder network = new StringBuilder();
			for (int i = 0; i < Math.min(8, bytes.length); i++) {
				network.append('.').append(bytes[i] & 0xff);
			}
			return network.toString();
		}
		catch (IllegalArgumentException ex) {
			return "nowhere";
		}
	}

	enum Verdict {

		KEPT, LAST, LEFT_OUT

	}

}
