package org.rollcall.dropin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The server's certificate, which is renewed long before it ends. It is in memory only: each start makes another.
 */
class RunningCertificate {

	private static final Logger logger = LoggerFactory.getLogger(RunningCertificate.class);

	private static final Duration RENEWED_BEFORE = Duration.ofDays(100);

	private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

	private final Authority authority;

	private final InstantSource clock;

	private Authority.ServerCertificate current;

	private Consumer<SslBundle> user = (bundle) -> {
	};

	RunningCertificate(Authority authority, InstantSource clock) {
		this.authority = authority;
		this.clock = clock;
		this.current = authority.issue(clock.instant());
	}

	/**
	 * Gives the certificate to {@code user}, now and whenever there is a new one.
	 */
	synchronized void use(Consumer<SslBundle> user) {
		this.user = user;
		user.accept(bundle());
	}

	/**
	 * Puts a new certificate in the place of one that is about to end.
	 */
	@Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
	synchronized void renew() {
		Instant now = this.clock.instant();
		Instant end = this.current.certificate().getNotAfter().toInstant();
		if (now.isBefore(end.minus(RENEWED_BEFORE)) || !end.isBefore(this.authority.endsAt())) {
			return;
		}
		this.current = this.authority.issue(now);
		this.user.accept(bundle());
		logger.info("Drop-in mode has a new certificate, good until {}", this.current.certificate().getNotAfter().toInstant());
	}

	private SslBundle bundle() {
		return SslBundle.of(SslStoreBundle.of(this.current.keyStore(), Authority.ServerCertificate.PASSWORD, null),
				SslBundleKey.of(Authority.ServerCertificate.PASSWORD, "server"), SslOptions.of(null, PROTOCOLS));
	}

}
