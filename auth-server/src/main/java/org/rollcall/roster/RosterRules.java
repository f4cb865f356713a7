package org.rollcall.roster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rollcall.roster.Column.Kind;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What must be true between the lines of a roster's files, and between them and what a delta leaves as it is.
 */
@Component
class RosterRules {

	private final JdbcClient jdbc;

	private final IncomingRows incoming;

	RosterRules(JdbcClient jdbc, IncomingRows incoming) {
		this.jdbc = jdbc;
		this.incoming = incoming;
	}

	/**
	 * @param rosterExists whether the district has a roster already
	 * @param files the files that are there
	 * @param readable those of them that could be read as a whole
	 */
	void check(int tenantId, boolean rosterExists, Map<RosterFile, ImportMode> files, Set<RosterFile> readable, Faults faults) {
		readable.forEach((file) -> checkUnique(file, faults));
		for (RosterFile file : readable) {
			for (int index = 0; index < file.columns().size(); index++) {
				String target = file.columns().get(index).target();
				if (target != null && canBeLookedUp(RosterFile.of(target), rosterExists, files, readable)) {
					checkReferences(tenantId, files, file, index, faults);
				}
			}
		}
		for (RosterFile file : List.of(RosterFile.ORGS, RosterFile.ACADEMIC_SESSIONS)) {
			if (readable.contains(file)) {
				checkAncestors(tenantId, file, files.get(file), faults);
			}
		}
		if (readable.contains(RosterFile.USERS)) {
			checkUsernames(tenantId, files.get(RosterFile.USERS), faults);
		}
		// A roster without people would deactivate everybody: no district means that.
		for (RosterFile file : List.of(RosterFile.ORGS, RosterFile.USERS)) {
			if (readable.contains(file) && files.get(file) == ImportMode.BULK && this.incoming.count(file) == 0) {
				faults.add(file.fileName(), 0, null, null, "has no rows");
			}
		}
	}

	// Where a file cannot be read, or must be there and is not, every reference to it would be one more fault that says nothing.
	private static boolean canBeLookedUp(RosterFile target, boolean rosterExists, Map<RosterFile, ImportMode> files,
			Set<RosterFile> readable) {
		return files.containsKey(target) ? readable.contains(target) : (rosterExists || target.isOptional());
	}

	private void checkUnique(RosterFile file, Faults faults) {
		this.jdbc.sql("""
				select i.line, i.c0, f.line as first_line from %1$s i
				join (select c0, min(line) as line from %1$s where c0 is not null group by c0 having count(*) > 1) f using (c0)
				where i.line > f.line order by i.line""".formatted(IncomingRows.table(file))).query((row) -> {
			faults.add(file.fileName(), row.getInt("line"), "sourcedId", row.getString("c0"),
					"is already on line " + row.getInt("first_line"));
		});
	}

	private void checkReferences(int tenantId, Map<RosterFile, ImportMode> files, RosterFile file, int index, Faults faults) {
		Column column = file.columns().get(index);
		RosterFile target = RosterFile.of(String.valueOf(column.target()));
		boolean list = column.kind() == Kind.REFERENCES;
		String known = files.containsKey(target)
				? "not exists (select from %s t where t.c0 = r.id)".formatted(IncomingRows.table(target)) : "true";
		if (files.get(target) != ImportMode.BULK) {
			known += " and not exists (select from %s t where t.tenant_id = :tenantId and t.sourced_id = r.id)"
				.formatted(target.table());
		}
		this.jdbc.sql("""
				select i.line, r.id from %s i cross join lateral %s as r (id)
				where r.id is not null and %s order by i.line""".formatted(IncomingRows.table(file),
				list ? "unnest(string_to_array(i.c%d, ','))".formatted(index) : "(select i.c%d)".formatted(index), known))
			.param("tenantId", tenantId)
			.query((row) -> {
				faults.add(file.fileName(), row.getInt("line"), column.name(), row.getString("id"),
						"is not in " + target.fileName()
								+ (files.get(target) == ImportMode.BULK ? "" : ", and not in the roster as it is"));
			});
	}

	private void checkAncestors(int tenantId, RosterFile file, ImportMode mode, Faults faults) {
		String column = "c" + file.indexOf("parentSourcedId");
		Map<String, String> parents = new HashMap<>();
		if (mode == ImportMode.DELTA) {
			this.jdbc.sql("select sourced_id, parent_sourced_id from %s where tenant_id = ? and parent_sourced_id is not null"
				.formatted(file.table())).param(tenantId).query((row) -> {
					parents.put(row.getString(1), row.getString(2));
				});
		}
		List<Link> links = this.jdbc.sql("select line, c0 as id, %s as parent from %s where c0 is not null order by line"
			.formatted(column, IncomingRows.table(file))).query(Link.class).list();
		// of two lines with the same sourcedId the first counts, and the other is a fault of its own
		Set<String> seen = new HashSet<>();
		for (Link link : links) {
			if (seen.add(link.id())) {
				if (link.parent() != null) {
					parents.put(link.id(), link.parent());
				}
				else {
					parents.remove(link.id());
				}
			}
		}
		Set<String> harmless = new HashSet<>();
		for (Link link : links) {
			Set<String> way = new HashSet<>();
			String ancestor = link.id();
			while (ancestor != null && !harmless.contains(ancestor) && way.add(ancestor)) {
				ancestor = parents.get(ancestor);
			}
			if (ancestor == null || harmless.contains(ancestor)) {
				harmless.addAll(way);
			}
			else if (ancestor.equals(link.id())) {
				faults.add(file.fileName(), link.line(), "parentSourcedId", link.parent(),
						"makes %s its own ancestor".formatted(link.id()));
			}
		}
	}

	private void checkUsernames(int tenantId, ImportMode mode, Faults faults) {
		String table = IncomingRows.table(RosterFile.USERS);
		String username = "c" + RosterFile.USERS.indexOf("username");
		this.jdbc.sql("""
				select i.line, i.%2$s as username, f.line as first_line from %1$s i
				join (select lower(%2$s) as name, min(line) as line from %1$s where %2$s is not null
					group by lower(%2$s) having count(*) > 1) f on f.name = lower(i.%2$s)
				where i.line > f.line order by i.line""".formatted(table, username)).query((row) -> {
			faults.add(RosterFile.USERS.fileName(), row.getInt("line"), "username", row.getString("username"),
					"is already on line %d, upper and lower case being the same".formatted(row.getInt("first_line")));
		});
		if (mode == ImportMode.DELTA) {
			this.jdbc.sql("""
					select i.line, i.%2$s as username, u.sourced_id from %1$s i
					join roster_user u on u.tenant_id = :tenantId and lower(u.username) = lower(i.%2$s)
					where u.status = 'active' and u.sourced_id <> i.c0
						and not exists (select from %1$s o where o.c0 = u.sourced_id)
					order by i.line""".formatted(table, username)).param("tenantId", tenantId).query((row) -> {
				faults.add(RosterFile.USERS.fileName(), row.getInt("line"), "username", row.getString("username"),
						"is the username of %s, whom the file leaves as they are".formatted(row.getString("sourced_id")));
			});
		}
	}

	/** A row and its parent. */
	record Link(int line, String id, @Nullable String parent) {
	}

}
