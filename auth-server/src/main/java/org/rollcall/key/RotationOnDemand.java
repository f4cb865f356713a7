package org.rollcall.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.platform.RollcallProperties;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets an operator begin a key rotation while the server runs: by a file {@code rotate-keys} in the data folder, to which
 * only the owner has access. Any one node will do.
 */
@Component
class RotationOnDemand {

	private static final Logger logger = LoggerFactory.getLogger(RotationOnDemand.class);

	private final SigningKeys keys;

	private final Path request;

	RotationOnDemand(SigningKeys keys, RollcallProperties properties) {
		this.keys = keys;
		this.request = properties.dataDirectory().toAbsolutePath().normalize().resolve("rotate-keys");
	}

	@Scheduled(fixedDelay = KeyProperties.REFRESH_SECONDS, initialDelay = KeyProperties.REFRESH_SECONDS,
			timeUnit = TimeUnit.SECONDS)
	void onSchedule() {
		try {
			if (Files.exists(this.request)) {
				this.keys.rotate();
				Files.delete(this.request);
			}
		}
		catch (IOException | DataAccessException | TransactionException ex) {
			logger.warn("The rotation that {} asks for is tried again: {}", this.request, ex.getMessage());
		}
	}

}
