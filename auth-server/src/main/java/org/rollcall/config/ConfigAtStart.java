package org.rollcall.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.client.Lifetimes;
import org.rollcall.platform.Sha256;
import org.rollcall.platform.StartingState;
import org.rollcall.platform.StartupProblem;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Applies the demo's {@code rollcall.yaml}, in demo mode, and the one that {@code rollcall.config} names, before the server
 * opens its port.
 */
@Component
class ConfigAtStart implements SmartInitializingSingleton, StartingState {

	private static final Logger logger = LoggerFactory.getLogger(ConfigAtStart.class);

	private static final String OPTIONAL = "optional:";

	private static final String CLASSPATH = "classpath:";

	private final List<String> locations;

	private final Environment environment;

	/** What was read, with all that it referred to as a hash. */
	private final StringBuilder applied = new StringBuilder();

	private final Configurations configurations;

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	/**
	 * @param demo what a demo consists of; empty outside demo mode
	 * @param location a path, {@code file:} or {@code classpath:} and a path, with {@code optional:} before it if there need be
	 * nothing; empty for none
	 */
	ConfigAtStart(@Value("${rollcall.demo.config:}") String demo, @Value("${rollcall.config:}") String location,
			Lifetimes lifetimes, Environment environment, Configurations configurations, JdbcClient jdbc, InstantSource clock,
			ApplicationEventPublisher events) {
		this.locations = List.of(demo, location);
		this.applied.append(lifetimes).append('\n');
		this.environment = environment;
		this.configurations = configurations;
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.locations.forEach(this::apply);
	}

	@Override
	public byte[] fingerprint() {
		return Sha256.of(this.applied.toString());
	}

	private void apply(String location) {
		boolean optional = location.startsWith(OPTIONAL);
		String place = optional ? location.substring(OPTIONAL.length()) : location;
		if (place.startsWith(CLASSPATH)) {
			String name = place.substring(CLASSPATH.length());
			apply(name, read(name), References.of(this.environment, Path.of("")));
		}
		else if (!place.isBlank()) {
			Path file = Path.of(place.replaceFirst("^file:(//)?", "")).toAbsolutePath().normalize();
			if (Files.exists(file) || !optional) {
				apply(file.toString(), read(file), References.of(this.environment, file.getParent()));
			}
		}
	}

	private void apply(String source, String text, References references) {
		try {
			List<ConfigChange> changes = this.configurations.apply(ConfigDocument.parse(text, source, references), source, false);
			this.applied.append(source).append('\n').append(text).append(HexFormat.of().formatHex(references.fingerprint()));
			note(source, text);
			logger.info("{} is applied; {}", source,
					changes.isEmpty() ? "it changed nothing" : "it made " + changes.size() + " changes");
		}
		catch (InvalidConfigException ex) {
			if (!isKnown(source, text)) {
				throw new StartupProblem(String.valueOf(ex.getMessage()), "Mend what is named above, and start again.");
			}
			logger.error("{} The server starts with what it has: the same document was applied before, so this comes from what was decided"
					+ " since, in the console or over the admin API", ex.getMessage());
			this.events.publishEvent(new ConfigLeftOut(source, String.valueOf(ex.getMessage())));
		}
	}

	/**
	 * A document that was applied before may have a fault by what districts did since, such as another address of their own. It must
	 * not be theirs to keep the whole server from starting.
	 */
	private boolean isKnown(String source, String text) {
		return this.jdbc.sql("select exists (select from applied_configuration where source = ? and document_digest = ?)")
			.params(source, Sha256.of(text))
			.query(Boolean.class)
			.single();
	}

	private void note(String source, String text) {
		this.jdbc.sql("""
				insert into applied_configuration (source, document_digest, applied_at) values (?, ?, ?)
				on conflict (source) do update set document_digest = excluded.document_digest, applied_at = excluded.applied_at""")
			.params(source, Sha256.of(text), Timestamp.from(this.clock.instant()))
			.update();
	}

	private static String read(String resource) {
		try {
			return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw missing(CLASSPATH + resource, "does not exist.", ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (MalformedInputException ex) {
			throw missing(file.toString(), "is not text in UTF-8.", ex);
		}
		catch (IOException ex) {
			if (Files.isDirectory(file)) {
				throw new StartupProblem("The configuration " + file + " is a folder.", "Name the file in it. Where a container's mount "
						+ "names a file that is not there, Docker makes a folder of that name: look at the path before the colon.", ex);
			}
			if (Files.exists(file)) {
				throw new StartupProblem("The configuration " + file + " cannot be read.",
						"Give the user who starts Rollcall the right to read it; in the image that is user 10001.", ex);
			}
			throw missing(file.toString(), "does not exist.", ex);
		}
	}

	private static StartupProblem missing(String name, String what, IOException cause) {
		return new StartupProblem("The configuration " + name + " " + what,
				"Name a rollcall.yaml in ROLLCALL_CONFIG; write optional: before it if there may be none.", cause);
	}

}
