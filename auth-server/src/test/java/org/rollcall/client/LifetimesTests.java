package org.rollcall.client;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LifetimesTests {

	@Test
	void areThoseOfClassLinkUnlessSetOtherwise() {
		Lifetimes lifetimes = new Binder(new MapConfigurationPropertySource(Map.of("rollcall.lifetimes.id-token", "1h")))
			.bindOrCreate("rollcall.lifetimes", Lifetimes.class);

		assertThat(lifetimes).isEqualTo(new Lifetimes(Duration.ofDays(1), Duration.ofHours(1), Duration.ofDays(14),
				Duration.ofDays(90)));
	}

	@Test
	void anIdTokenMustNotOutliveItsKey() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Lifetimes(Duration.ofDays(1), Duration.ofDays(31), Duration.ofDays(1), Duration.ofDays(1)))
			.withMessageContaining("30 days");
	}

}
