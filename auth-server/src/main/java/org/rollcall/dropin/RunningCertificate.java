package org.rollcall.dropin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The server's certificate as an SSL bundle, which is renewed long before it ends. It is in memory only: each start makes
 * another.
 */
class RunningCertificate {

	static final String BUNDLE = "drop-in";

	private static final Logger logger = LoggerFactory.getLogger(RunningCertificate.class);

	private static final Duration RENEWED_BEFORE = Duration.ofDays(100);

	private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

	private final Authority authority;

	private final InstantSource clock;

	private volatile Authority.ServerCertificate current;

	RunningCertificate(Authority authority, InstantSource clock) {
		this.authority = authority;
		this.clock = clock;
		this.current = authority.issue(clock.instant());
	}

	SslBundle bundle() {
		return SslBundle.of(SslStoreBundle.of(this.current.keyStore(), Authority.ServerCertificate.PASSWORD, null),
				SslBundleKey.of(Authority.ServerCertificate.PASSWORD, "server"), SslOptions.of(null, PROTOCOLS));
	}

	/**
	 * Puts a new certificate in the place of one that is about to end; connections that are open stay.
	 */
	void renew(SslBundleRegistry bundles) {
		Instant now = this.clock.instant();
		Instant end = this.current.certificate().getNotAfter().toInstant();
		if (now.isBefore(end.minus(RENEWED_BEFORE)) || !end.isBefore(this.authority.endsAt())) {
			return;
		}
		this.current = this.authority.issue(now);
		bundles.updateBundle(BUNDLE, bundle());
		logger.info("Drop-in mode has a new certificate, good until {}", this.current.certificate().getNotAfter().toInstant());
	}

	/**
	 * Looks after {@link RunningCertificate} once an hour.
	 */
	static class Renewal {

		private final RunningCertificate certificate;

		private final SslBundleRegistry bundles;

		Renewal(RunningCertificate certificate, SslBundleRegistry bundles) {
			this.certificate = certificate;
			this.bundles = bundles;
		}

		@Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
		void onSchedule() {
			this.certificate.renew(this.bundles);
		}

	}

}
