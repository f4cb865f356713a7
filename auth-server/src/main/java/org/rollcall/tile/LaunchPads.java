package org.rollcall.tile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What stands on whose LaunchPad. A tile that names no profile, no group and no school is everybody's in its district.
 */
@Service
@Transactional
public class LaunchPads {

	private static final String OWN = """
			select t.tile_id, t.name, t.url, t.icon_url, t.client_id, coalesce(u.favourite, false) favourite, u.last_used_at
			from tile t left join tile_use u on u.tile_id = t.tile_id and u.user_id = :userId
			where t.tenant_id = :tenantId and (
				exists (select from tile_profile p where p.tile_id = t.tile_id and p.profile_id = :profileId)
				or exists (select from tile_group g where g.tile_id = t.tile_id and g.group_id = any (:groupIds))
				or exists (select from tile_org o where o.tile_id = t.tile_id and o.org_sourced_id = any (:orgIds))
				or not exists (select from tile_profile p where p.tile_id = t.tile_id)
					and not exists (select from tile_group g where g.tile_id = t.tile_id)
					and not exists (select from tile_org o where o.tile_id = t.tile_id))""";

	private final JdbcClient jdbc;

	LaunchPads(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns somebody's tiles by name.
	 */
	@Transactional(readOnly = true)
	public List<OwnTile> of(Viewer viewer) {
		return own(OWN + " order by lower(t.name), t.tile_id", viewer).query(LaunchPads::tile).list();
	}

	/**
	 * Returns one of somebody's tiles; nothing if there is none, or if it is not theirs.
	 */
	@Transactional(readOnly = true)
	public Optional<OwnTile> find(Viewer viewer, long tileId) {
		return own(OWN + " and t.tile_id = :tileId", viewer).param("tileId", tileId).query(LaunchPads::tile).optional();
	}

	/**
	 * Notes that somebody opened one of their tiles.
	 */
	public void opened(Viewer viewer, OwnTile tile, Instant at) {
		this.jdbc.sql("""
				insert into tile_use (tenant_id, user_id, tile_id, last_used_at) values (?, ?, ?, ?)
				on conflict (user_id, tile_id) do update set last_used_at = excluded.last_used_at""")
			.params(viewer.tenantId(), viewer.userId(), tile.tileId(), Timestamp.from(at))
			.update();
	}

	/**
	 * Makes one of somebody's tiles a favourite of theirs, or an ordinary one again.
	 */
	public void favour(Viewer viewer, OwnTile tile, boolean favourite) {
		this.jdbc.sql("""
				insert into tile_use (tenant_id, user_id, tile_id, favourite) values (?, ?, ?, ?)
				on conflict (user_id, tile_id) do update set favourite = excluded.favourite""")
			.params(viewer.tenantId(), viewer.userId(), tile.tileId(), favourite)
			.update();
	}

	private JdbcClient.StatementSpec own(String sql, Viewer viewer) {
		return this.jdbc.sql(sql)
			.param("tenantId", viewer.tenantId())
			.param("userId", viewer.userId())
			.param("profileId", viewer.profileId())
			.param("groupIds", viewer.groupIds().toArray(Long[]::new))
			.param("orgIds", viewer.orgIds().toArray(String[]::new));
	}

	private static OwnTile tile(ResultSet row, int number) throws SQLException {
		Timestamp lastUsedAt = row.getTimestamp("last_used_at");
		return new OwnTile(row.getLong("tile_id"), row.getString("name"), row.getString("url"), row.getString("icon_url"),
				row.getString("client_id"), row.getBoolean("favourite"), (lastUsedAt != null) ? lastUsedAt.toInstant() : null);
	}

}
