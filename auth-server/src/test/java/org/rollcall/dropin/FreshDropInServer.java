package org.rollcall.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import org.rollcall.journey.FreshServer;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives TLS a free port as well.
 */
class FreshDropInServer extends FreshServer {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		super.initialize(context);
		try {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("free port", Map.of("rollcall.drop-in-port", FreshServer.freePort())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
