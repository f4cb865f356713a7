package org.rollcall.directory;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The buildings, profiles and groups of the districts.
 */
@Service
@Transactional
public class Organizations {

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	Organizations(JdbcClient jdbc, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.events = events;
	}

	/**
	 * Returns the profiles of a district with what hangs on them, by role and name.
	 */
	@Transactional(readOnly = true)
	public List<ProfileUse> profiles(int tenantId) {
		return this.jdbc.sql("""
				select f.profile_id, f.name, f.role,
					(select count(*) from person p where p.profile_id = f.profile_id) as people,
					(select count(*) from tile_profile t where t.profile_id = f.profile_id) as tiles
				from profile f where tenant_id = ? order by lower(f.name), f.profile_id""")
			.param(tenantId)
			.query((row, number) -> new ProfileUse(row.getInt("profile_id"), row.getString("name"), Role.of(row.getString("role")),
					row.getInt("people"), row.getInt("tiles")))
			.list();
	}

	/**
	 * Gives a district another profile.
	 * @return whether it had none of that name
	 */
	public boolean addProfile(int tenantId, String name, Role role) {
		boolean added = this.jdbc
			.sql("insert into profile (tenant_id, name, role) values (?, ?, ?) on conflict (tenant_id, name) do nothing")
			.params(tenantId, name, role.value())
			.update() == 1;
		if (added) {
			this.events.publishEvent(new ProfilesChanged(tenantId, name, role, true));
		}
		return added;
	}

	/**
	 * Takes a profile from a district that nobody has and no tile is for; the roles' own stay.
	 * @return whether it is gone now
	 */
	public boolean removeProfile(int tenantId, int profileId) {
		Optional<ProfileUse> removed = this.jdbc.sql("""
				delete from profile f where tenant_id = ? and profile_id = ? and name <> role
					and not exists (select from person p where p.profile_id = f.profile_id)
					and not exists (select from tile_profile t where t.profile_id = f.profile_id)
				returning name, role""")
			.params(tenantId, profileId)
			.query((row, number) -> new ProfileUse(profileId, row.getString("name"), Role.of(row.getString("role")), 0, 0))
			.optional();
		removed.ifPresent(
				(profile) -> this.events.publishEvent(new ProfilesChanged(tenantId, profile.name(), profile.role(), false)));
		return removed.isPresent();
	}

	/**
	 * Returns how a district is organized; nothing at all if there is no such district.
	 */
	@Transactional(readOnly = true)
	public Organization find(int tenantId) {
		SortedMap<String, Role> profiles = new TreeMap<>();
		this.jdbc.sql("select name, role from profile where tenant_id = ?")
			.param(tenantId)
			.query((row) -> {
				profiles.put(row.getString("name"), Role.of(row.getString("role")));
			});
		return new Organization(
				this.jdbc.sql("select name from building where tenant_id = ? order by building_id")
					.param(tenantId)
					.query(String.class)
					.list(),
				profiles,
				new TreeSet<>(this.jdbc.sql("select name from directory_group where tenant_id = ? and not from_roster")
					.param(tenantId)
					.query(String.class)
					.list()));
	}

	/**
	 * Adds what a district does not have yet, and the profiles that are called like the roles; what it has besides stays.
	 */
	public void add(int tenantId, Organization organization) {
		this.jdbc.sql("""
				insert into building (tenant_id, name) select ?, name from unnest(?::text[]) with ordinality as b (name, position)
				order by position on conflict do nothing""").params(tenantId, array(organization.buildings())).update();
		SortedMap<String, Role> profiles = new TreeMap<>(organization.profiles());
		Arrays.stream(Role.values()).forEach((role) -> profiles.put(role.value(), role));
		this.jdbc.sql("""
				insert into profile (tenant_id, name, role) select ?, name, role from unnest(?::text[], ?::text[]) as p (name, role)
				on conflict (tenant_id, name) do update set role = excluded.role where profile.role <> excluded.role""")
			.params(tenantId, array(profiles.keySet()),
					profiles.values().stream().map(Role::value).toArray(String[]::new))
			.update();
		this.jdbc.sql("""
				insert into directory_group (tenant_id, building_id, name)
				select ?, (select min(building_id) from building where tenant_id = ?), name from unnest(?::text[]) as g (name)
				on conflict do nothing""").params(tenantId, tenantId, array(organization.groups())).update();
	}

	/**
	 * Removes what is not in {@code organization} and nobody and nothing is in; the roles' own profiles and the roster's groups
	 * stay.
	 */
	public void removeOthers(int tenantId, Organization organization) {
		this.jdbc.sql("""
				delete from profile f where tenant_id = ? and name <> role and name <> all (?::text[])
					and not exists (select from person p where p.profile_id = f.profile_id)
					and not exists (select from tile_profile t where t.profile_id = f.profile_id)""")
			.params(tenantId, array(organization.profiles().keySet()))
			.update();
		this.jdbc.sql("""
				delete from directory_group g where tenant_id = ? and not from_roster and name <> all (?::text[])
					and not exists (select from person_group p where p.group_id = g.group_id)
					and not exists (select from tile_group t where t.group_id = g.group_id)""")
			.params(tenantId, array(organization.groups()))
			.update();
		this.jdbc.sql("""
				delete from building b where tenant_id = ? and name <> all (?::text[])
					and not exists (select from person p where p.building_id = b.building_id)
					and not exists (select from directory_group g where g.building_id = b.building_id)""")
			.params(tenantId, array(organization.buildings()))
			.update();
	}

	/**
	 * Removes a district whose roster and tiles are gone already, with its people and all that hangs on them.
	 */
	public void removeDistrict(int tenantId) {
		this.jdbc.sql("select custom_url, name from district where tenant_id = ?")
			.param(tenantId)
			.query((row, number) -> new DistrictRemoved(tenantId, row.getString("custom_url"), row.getString("name")))
			.optional()
			.ifPresent(this.events::publishEvent);
		for (String table : new String[] { "guardianship", "person_group" }) {
			this.jdbc.sql("delete from " + table + " where tenant_id = ?").param(tenantId).update();
		}
		this.jdbc.sql("delete from person_org o using person p where p.user_id = o.user_id and p.tenant_id = ?")
			.param(tenantId)
			.update();
		for (String table : new String[] { "person", "directory_group", "profile", "building", "district" }) {
			this.jdbc.sql("delete from " + table + " where tenant_id = ?").param(tenantId).update();
		}
	}

	/**
	 * Returns where the district's roster came from; empty if it has none, or somebody else imported one since.
	 */
	@Transactional(readOnly = true)
	public Optional<RosterOrigin> rosterOrigin(int tenantId) {
		return this.jdbc.sql("""
				select roster_source, encode(roster_digest, 'hex') from district
				where tenant_id = ? and roster_digest is not null""")
			.param(tenantId)
			.query((row, number) -> new RosterOrigin(row.getString(1), row.getString(2)))
			.optional();
	}

	/**
	 * Notes where the roster that was just imported came from.
	 */
	public void noteRoster(int tenantId, RosterOrigin origin) {
		this.jdbc.sql("update district set roster_source = ?, roster_digest = decode(?, 'hex') where tenant_id = ?")
			.params(origin.source(), origin.digest(), tenantId)
			.update();
	}

	/**
	 * Forgets where the roster came from: somebody is about to import another.
	 */
	public void forgetRoster(int tenantId) {
		this.jdbc
			.sql("update district set roster_source = null, roster_digest = null where tenant_id = ? and roster_digest is not null")
			.param(tenantId)
			.update();
	}

	private static String[] array(Collection<String> names) {
		return names.toArray(String[]::new);
	}

}
