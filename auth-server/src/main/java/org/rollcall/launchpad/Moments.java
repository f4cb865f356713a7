package org.rollcall.launchpad;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * Moments as pages show them: to the minute, in UTC.
 */
final class Moments {

	private Moments() {
	}

	static @Nullable ZonedDateTime of(@Nullable Instant instant) {
		return (instant != null) ? instant.truncatedTo(ChronoUnit.MINUTES).atZone(ZoneOffset.UTC) : null;
	}

}
