package org.rollcall.sample;

import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimesTests {

	private final Times times = new Times(InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z")), texts());

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-22T08:00:00Z | in 24 hours (22 November 2026, 08:00 UTC)
			2026-11-22T07:59:59Z | in 23 hours 59 minutes (22 November 2026, 07:59 UTC)
			2026-11-21T09:01:00Z | in 1 hour 1 minute (21 November 2026, 09:01 UTC)
			2026-11-21T08:00:30Z | in less than a minute (21 November 2026, 08:00 UTC)
			2026-11-21T07:55:00Z | 5 minutes ago (21 November 2026, 07:55 UTC)
			2026-12-21T08:00:00Z | in 30 days (21 December 2026, 08:00 UTC)
			""")
	void aMomentIsSaidAsPeopleSayIt(Instant moment, String words) {
		assertThat(times.inWords(moment)).isEqualTo(words);
	}

	private static ResourceBundleMessageSource texts() {
		ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
		texts.setBasename("messages");
		texts.setDefaultEncoding("UTF-8");
		return texts;
	}

}
