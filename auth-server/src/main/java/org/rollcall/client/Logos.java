package org.rollcall.client;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Picture;
import org.rollcall.platform.PictureRefusedException;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The logos of the apps.
 */
@Service
@Transactional
public class Logos {

	private final Apps apps;

	private final JdbcClient jdbc;

	private final InstantSource clock;

	Logos(Apps apps, JdbcClient jdbc, InstantSource clock) {
		this.apps = apps;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Gives an app a logo. What is kept is written anew, so that nothing can hide in it.
	 * @throws PictureRefusedException if the file cannot be one
	 */
	public void put(String clientId, byte[] sent) throws PictureRefusedException {
		Picture picture = Picture.logo(sent);
		App app = this.apps.lock(clientId);
		this.jdbc.sql("""
				insert into client_logo (client_id, media_type, image, hash, changed_at) values (?, ?, ?, ?, ?)
				on conflict (client_id) do update set media_type = excluded.media_type, image = excluded.image, hash = excluded.hash,
					changed_at = excluded.changed_at""")
			.params(clientId, picture.mediaType(), picture.bytes(), picture.hash(), Timestamp.from(this.clock.instant()))
			.update();
		changed(app);
	}

	/**
	 * Takes an app's logo away; nothing happens if it has none.
	 */
	public void remove(String clientId) {
		App app = this.apps.lock(clientId);
		if (this.jdbc.sql("delete from client_logo where client_id = ?").param(clientId).update() == 1) {
			changed(app);
		}
	}

	/**
	 * Returns the hash of an app's logo, by which {@link #find} knows it; nothing if it has none.
	 */
	@Transactional(readOnly = true)
	public Optional<String> hash(String clientId) {
		return this.jdbc.sql("select encode(hash, 'hex') from client_logo where client_id = ?").param(clientId).query(String.class).optional();
	}

	/**
	 * Returns an app's logo, unless it has another by now.
	 */
	@Transactional(readOnly = true)
	public Optional<Logo> find(String clientId, String hash) {
		if (!hash.matches("[0-9a-f]{64}") || clientId.indexOf('\0') >= 0) {
			return Optional.empty();
		}
		return this.jdbc.sql("select media_type, image from client_logo where client_id = ? and hash = ?")
			.params(clientId, HexFormat.of().parseHex(hash))
			.query((row, number) -> new Logo(row.getString("media_type"), row.getBytes("image")))
			.optional();
	}

	private void changed(App before) {
		this.apps.changed(before, Map.of("logo", words(before.logo())), Map.of("logo", words(hash(before.clientId()).orElse(null))));
	}

	private static String words(@Nullable String hash) {
		return (hash != null) ? hash : "";
	}

	/**
	 * A logo as it is sent to browsers.
	 */
	public record Logo(String mediaType, byte[] image) {

	}

}
