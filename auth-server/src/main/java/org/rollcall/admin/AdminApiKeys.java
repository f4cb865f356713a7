package org.rollcall.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.administrator.ApiKeys;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.platform.SecretFile;
import org.rollcall.platform.Sha256;
import org.rollcall.platform.StartupProblem;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Who may use the admin API. A key comes from {@code ROLLCALL_ADMIN_KEY}; without it one is made on the first start and lies in
 * the data folder, readable by its owner alone. The database has hashes only. Besides, there are those
 * that people made in the console, which are good for less.
 */
@Service
class AdminApiKeys implements SmartInitializingSingleton {

	static final String FILE = "admin-key";

	private static final Logger logger = LoggerFactory.getLogger(AdminApiKeys.class);

	private static final String FROM_ENVIRONMENT = "ROLLCALL_ADMIN_KEY";

	private static final String MADE = "made on first start";

	private static final int SHORTEST = 16;

	/** More often, nobody needs to know when a key was used. */
	private static final Duration USE_IS_NOTED = Duration.ofMinutes(1);

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApiKeys made;

	private final Path file;

	private final String configured;

	AdminApiKeys(JdbcClient jdbc, InstantSource clock, ApiKeys made, RollcallProperties properties,
			@Value("${rollcall.admin-key:}") String configured) {
		this.jdbc = jdbc;
		this.made = made;
		this.clock = clock;
		this.file = properties.dataDirectory().resolve(FILE);
		this.configured = configured.strip();
	}

	/**
	 * Before the port opens.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if (!this.configured.isEmpty()) {
			if (this.configured.length() < SHORTEST) {
				throw new StartupProblem("ROLLCALL_ADMIN_KEY has fewer than " + SHORTEST + " characters.",
						"Set a random one, such as the output of: openssl rand -hex 16");
			}
			keep(FROM_ENVIRONMENT, this.configured);
			return;
		}
		this.jdbc.sql("delete from admin_api_key where name = ?").param(FROM_ENVIRONMENT).update();
		try {
			keep(MADE, fromFile());
		}
		catch (IOException ex) {
			throw new StartupProblem("The key of the admin API, " + this.file + ", cannot be read or written.",
					"Make the data folder writable, or set ROLLCALL_ADMIN_KEY.", ex);
		}
	}

	private String fromFile() throws IOException {
		if (Files.exists(this.file)) {
			String key = Files.readString(this.file).strip();
			if (key.length() >= SHORTEST) {
				return key;
			}
		}
		String key = ClassLinkIdentifier.secret();
		SecretFile.createFolder(this.file.toAbsolutePath().getParent());
		SecretFile.write(this.file, key);
		logger.info("The key of the admin API is in {}", this.file);
		return key;
	}

	private void keep(String name, String key) {
		this.jdbc.sql("""
				insert into admin_api_key as known (name, key_hash, created_at) values (?, ?, ?)
				on conflict (name) do update set key_hash = excluded.key_hash, created_at = excluded.created_at, last_used_at = null
				where known.key_hash <> excluded.key_hash""")
			.params(name, Sha256.of(key), Timestamp.from(this.clock.instant()))
			.update();
	}

	/**
	 * Returns who shows a key, if it is one: the server's own, or one that somebody made in the console.
	 */
	Optional<Caller> callerOf(String key) {
		return nameOf(key).map(Caller::ofServer).or(() -> this.made.identify(key).map(Caller::of));
	}

	private Optional<String> nameOf(String key) {
		Instant now = this.clock.instant();
		byte[] hash = Sha256.of(key);
		Optional<String> name = this.jdbc.sql("select name from admin_api_key where key_hash = ?")
			.param(hash)
			.query(String.class)
			.optional();
		name.ifPresent((known) -> this.jdbc
			.sql("update admin_api_key set last_used_at = ? where name = ? and (last_used_at is null or last_used_at < ?)")
			.params(Timestamp.from(now), known, Timestamp.from(now.minus(USE_IS_NOTED)))
			.update());
		return name;
	}

}
