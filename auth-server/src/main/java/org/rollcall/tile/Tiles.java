package org.rollcall.tile;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tiles of all districts.
 */
@Service
@Transactional
public class Tiles {

	private static final String TILE = """
			select t.*,
				array(select f.name from tile_profile tp join profile f using (profile_id) where tp.tile_id = t.tile_id) profiles,
				array(select g.name from tile_group tg join directory_group g using (group_id) where tg.tile_id = t.tile_id) groups,
				array(select o.org_sourced_id from tile_org o where o.tile_id = t.tile_id) schools
			from tile t where t.tenant_id = ?""";

	private final JdbcClient jdbc;

	Tiles(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Returns a district's tiles by name.
	 */
	@Transactional(readOnly = true)
	public List<Tile> of(int tenantId) {
		return this.jdbc.sql(TILE + " order by lower(t.name), t.tile_id").param(tenantId).query(Tiles::tile).list();
	}

	@Transactional(readOnly = true)
	public Optional<Tile> find(int tenantId, String name) {
		return this.jdbc.sql(TILE + " and t.name = ?").params(tenantId, name).query(Tiles::tile).optional();
	}

	/**
	 * Adds a tile, or brings the one with the same name up to date. Profiles, groups and schools that the district does not
	 * have are left out.
	 */
	public void put(Tile tile) {
		long tileId = this.jdbc.sql("""
				insert into tile (tenant_id, name, url, icon_url, client_id) values (?, ?, ?, ?, ?)
				on conflict (tenant_id, name) do update set url = excluded.url, icon_url = excluded.icon_url,
					client_id = excluded.client_id
				returning tile_id""")
			.params(tile.tenantId(), tile.name(), tile.url(), tile.iconUrl(), tile.clientId())
			.query(Long.class)
			.single();
		show(tileId, tile.tenantId(), "tile_profile", "profile_id", "profile", tile.profiles());
		show(tileId, tile.tenantId(), "tile_group", "group_id", "directory_group", tile.groups());
		showAtSchools(tileId, tile);
	}

	/**
	 * Removes a tile; nothing happens if there is none.
	 * @return whether there was one
	 */
	public boolean remove(int tenantId, String name) {
		return this.jdbc.sql("delete from tile where tenant_id = ? and name = ?").params(tenantId, name).update() == 1;
	}

	private void show(long tileId, int tenantId, String table, String column, String target, Collection<String> names) {
		this.jdbc.sql("delete from " + table + " where tile_id = ?").param(tileId).update();
		this.jdbc.sql("insert into " + table + " (tenant_id, tile_id, " + column + ") select tenant_id, ?, " + column + " from "
				+ target + " where tenant_id = ? and name = any (?::text[])")
			.params(tileId, tenantId, names.toArray(String[]::new))
			.update();
	}

	private void showAtSchools(long tileId, Tile tile) {
		this.jdbc.sql("delete from tile_org where tile_id = ?").param(tileId).update();
		this.jdbc.sql("""
				insert into tile_org (tenant_id, tile_id, org_sourced_id)
				select tenant_id, ?, sourced_id from org where tenant_id = ? and sourced_id = any (?::text[])""")
			.params(tileId, tile.tenantId(), tile.schools().toArray(String[]::new))
			.update();
	}

	private static Tile tile(ResultSet row, int number) throws SQLException {
		return new Tile(row.getInt("tenant_id"), row.getString("name"), row.getString("url"), row.getString("icon_url"),
				row.getString("client_id"), names(row.getArray("profiles")), names(row.getArray("groups")), names(row.getArray("schools")));
	}

	private static TreeSet<String> names(Array array) throws SQLException {
		return new TreeSet<>(List.of((String[]) array.getArray()));
	}

}
