package org.rollcall.audit;

import java.time.Clock;

import org.junit.jupiter.api.Test;

import org.rollcall.platform.Actor;
import org.rollcall.platform.Happening;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much of what anybody can make happen is written down.
 */
class FloodTests {

	private final Flood flood = new Flood(Clock.systemUTC());

	@Test
	void oneAddressDoesNotFillWhatIsThereForAll() {
		for (int person = 0; person < 100; person++) {
			for (int i = 0; i < Flood.OF_ONE; i++) {
				this.flood.count(new Refused(person), from("192.0.2.7"));
			}
		}

		assertThat(this.flood.count(new Refused(1000), from("192.0.2.7"))).isEqualTo(Flood.Verdict.LEFT_OUT);
		assertThat(this.flood.count(new Refused(1000), from("198.51.100.7"))).isEqualTo(Flood.Verdict.KEPT);
	}

	private static Actor from(String address) {
		return new Actor(Actor.Kind.SERVER, null, address);
	}

	record Refused(int userId) implements Happening {

		@Override
		public String sentence() {
			return "refused";
		}

		@Override
		public Integer concernedPerson() {
			return this.userId;
		}

		@Override
		public boolean isAnybodys() {
			return true;
		}

	}

}
