package org.rollcall.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one clock. Whoever needs the time takes this {@link InstantSource}; nothing reads the system clock on its own, so
 * that a test or the workbench can move time for the whole server.
 */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

	/**
	 * Microseconds, because that is what PostgreSQL keeps: an instant that was stored compares equal to the one in memory.
	 */
	@Bean
	InstantSource instantSource() {
		return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
	}

}
