package org.rollcall.journey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The server's clock, which a test can move.
 */
@Component
@Primary
public class TestClock implements InstantSource {

	private final Clock system = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

	private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

	@Override
	public Instant instant() {
		return this.system.instant().plus(this.ahead.get());
	}

	public void advance(Duration by) {
		this.ahead.accumulateAndGet(by, Duration::plus);
	}

}
