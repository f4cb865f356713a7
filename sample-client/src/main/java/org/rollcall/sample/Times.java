package org.rollcall.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says moments as people do: how long from now, and only then which day and hour. */
@Component
class Times {

	private final InstantSource time;

	private final MessageSource texts;

	Times(InstantSource time, MessageSource texts) {
		this.time = time;
		this.texts = texts;
	}

	public String inWords(Instant moment) {
		Duration until = Duration.between(time.instant(), moment);
		String key = until.isNegative() ? "time.past" : "time.future";
		return text(key, distance(until.abs()), date(moment));
	}

	private String distance(Duration distance) {
		if (distance.toDays() > 1) {
			return text("time.days", distance.toDays());
		}
		if (distance.toHours() > 0) {
			return text("time.hours", distance.toHours(), distance.toMinutesPart());
		}
		return text("time.minutes", distance.toMinutes());
	}

	private String date(Instant moment) {
		return DateTimeFormatter.ofPattern(text("time.pattern"), Locale.ENGLISH)
			.withZone(ZoneOffset.UTC)
			.format(moment);
	}

	private String text(String key, Object... arguments) {
		return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
	}

}
