package org.rollcall.directory;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Picture;
import org.rollcall.platform.PictureRefusedException;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The logos of the districts.
 */
@Service
@Transactional
public class DistrictLogos {

	private final DistrictRows rows;

	private final JdbcClient jdbc;

	private final InstantSource clock;

	private final ApplicationEventPublisher events;

	DistrictLogos(DistrictRows rows, JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
		this.rows = rows;
		this.jdbc = jdbc;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Gives a district a logo. What is kept is written anew, so that nothing can hide in it.
	 * @throws PictureRefusedException if the file cannot be one
	 */
	public void put(int tenantId, byte[] sent) throws PictureRefusedException {
		Picture picture = Picture.logo(sent);
		String before = lock(tenantId);
		this.jdbc.sql("""
				insert into district_logo (tenant_id, media_type, image, hash, changed_at) values (?, ?, ?, ?, ?)
				on conflict (tenant_id) do update set media_type = excluded.media_type, image = excluded.image, hash = excluded.hash,
					changed_at = excluded.changed_at""")
			.params(tenantId, picture.mediaType(), picture.bytes(), picture.hash(), Timestamp.from(this.clock.instant()))
			.update();
		changed(tenantId, before);
	}

	/**
	 * Takes a district's logo away; nothing happens if it has none.
	 */
	public void remove(int tenantId) {
		String before = lock(tenantId);
		if (this.jdbc.sql("delete from district_logo where tenant_id = ?").param(tenantId).update() == 1) {
			changed(tenantId, before);
		}
	}

	/**
	 * Returns the path under which a district's logo is served, which is never used for another; nothing if it has none.
	 */
	@Transactional(readOnly = true)
	public Optional<String> path(int tenantId) {
		return hash(tenantId).map((hash) -> "/img/district/" + tenantId + "/" + hash);
	}

	/**
	 * Returns a district's logo, unless it has another by now.
	 */
	@Transactional(readOnly = true)
	public Optional<Logo> find(int tenantId, String hash) {
		if (!hash.matches("[0-9a-f]{64}")) {
			return Optional.empty();
		}
		return this.jdbc.sql("select media_type, image from district_logo where tenant_id = ? and hash = ?")
			.params(tenantId, HexFormat.of().parseHex(hash))
			.query((row, number) -> new Logo(row.getString("media_type"), row.getBytes("image")))
			.optional();
	}

	private String lock(int tenantId) {
		this.rows.lock(tenantId).orElseThrow();
		return words(hash(tenantId).orElse(null));
	}

	private void changed(int tenantId, String before) {
		String after = words(hash(tenantId).orElse(null));
		if (!before.equals(after)) {
			this.events.publishEvent(new DistrictChanged(tenantId, Map.of("logo", before), Map.of("logo", after)));
		}
	}

	private Optional<String> hash(int tenantId) {
		return this.jdbc.sql("select encode(hash, 'hex') from district_logo where tenant_id = ?").param(tenantId).query(String.class).optional();
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
