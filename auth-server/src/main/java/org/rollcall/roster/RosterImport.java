package org.rollcall.roster;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import org.rollcall.directory.Districts;
import org.rollcall.directory.Organizations;
import org.rollcall.directory.Provisioning;
import org.rollcall.directory.ProvisioningReport;
import org.rollcall.directory.RosteredPerson;

/**
 * Imports a district's roster from OneRoster 1.1 CSV files: {@code manifest.csv}, {@code orgs.csv},
 * {@code academicSessions.csv}, {@code courses.csv}, {@code classes.csv}, {@code users.csv}, {@code enrollments.csv} and,
 * if there is one, {@code demographics.csv}.
 * <p>
 * It is all or nothing. The files are checked first, every fault is told, and with a single one nothing changes. Then
 * the files are what the roster is: rows that they no longer have are marked {@code tobedeleted}, and people who are no
 * longer in them are deactivated. The same files twice change nothing, and a person keeps the UserId for ever.
 */
@Service
public class RosterImport {

	private final Districts districts;

	private final Provisioning provisioning;

	private final Organizations organizations;

	private final RosterStore store;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final InstantSource clock;

	RosterImport(Districts districts, Provisioning provisioning, Organizations organizations, RosterStore store,
			ApplicationEventPublisher events, PlatformTransactionManager transactionManager, InstantSource clock) {
		this.districts = districts;
		this.provisioning = provisioning;
		this.organizations = organizations;
		this.store = store;
		this.events = events;
		this.transaction = new TransactionTemplate(transactionManager);
		this.clock = clock;
	}

	/**
	 * Imports a roster; new people get no password.
	 * @see #importFolder(int, RosterSource, String)
	 */
	public ImportReport importFolder(int tenantId, RosterSource source) {
		return importFolder(tenantId, source, null);
	}

	/**
	 * Imports a roster.
	 * @param tenantId a registered district
	 * @param source where the files are
	 * @param initialPasswordHash the encoded password that every new person gets; null for none. Passwords in users.csv
	 * are not read
	 * @return what the import found and did
	 * @throws InvalidRosterException if the files have a fault; then nothing has changed
	 * @throws IllegalArgumentException if the district is not registered
	 */
	public ImportReport importFolder(int tenantId, RosterSource source, @Nullable String initialPasswordHash) {
		if (this.districts.findByTenantId(tenantId).isEmpty()) {
			throw new IllegalArgumentException("There is no district with the TenantId %d".formatted(tenantId));
		}
		Faults faults = new Faults();
		Roster roster = new RosterReader(source, faults).read();
		new RosterRules(roster, faults).check();
		if (!faults.isEmpty()) {
			throw faults.toException(source.name());
		}
		List<RosteredPerson> people = new RosterPeople(roster).toPeople();
		return this.transaction.execute(status -> {
			this.store.lock(tenantId);
			this.organizations.forgetRoster(tenantId);
			refuseWhatIsTaken(tenantId, roster, people, source);
			return write(tenantId, roster, people, initialPasswordHash);
		});
	}

	private void refuseWhatIsTaken(int tenantId, Roster roster, List<RosteredPerson> people, RosterSource source) {
		Set<String> usernames = this.provisioning.takenByOthers(tenantId, people.stream().map(RosteredPerson::loginId).toList());
		Set<String> sourcedIds = this.provisioning.sourcedIdsTakenByOthers(tenantId,
				people.stream().map(RosteredPerson::sourcedId).toList());
		if (usernames.isEmpty() && sourcedIds.isEmpty()) {
			return;
		}
		Faults faults = new Faults();
		int username = RosterFile.USERS.indexOf("username");
		for (Row user : roster.rows(RosterFile.USERS)) {
			if (usernames.contains(user.text(username).toLowerCase(Locale.ROOT))) {
				refuse(faults, user, "username", user.text(username));
			}
			if (sourcedIds.contains(user.text(RosterFile.SOURCED_ID))) {
				refuse(faults, user, "sourcedId", user.text(RosterFile.SOURCED_ID));
			}
		}
		throw faults.toException(source.name());
	}

	private static void refuse(Faults faults, Row user, String column, String value) {
		faults.add(RosterFile.USERS.fileName(), user.line(), column, value, "belongs to somebody who is not in the roster");
	}

	private ImportReport write(int tenantId, Roster roster, List<RosteredPerson> people, @Nullable String passwordHash) {
		// What PostgreSQL can hold, so that a time read back equals the time written.
		Instant at = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		int written = 0;
		int missing = 0;
		for (RosterFile file : RosterFile.values()) {
			if (roster.has(file)) {
				written += this.store.write(tenantId, file, roster.rows(file), at);
				missing += this.store.markMissing(tenantId, file, roster.rows(file), at);
			}
		}
		ProvisioningReport provisioned = this.provisioning.provision(tenantId, people, passwordHash, at);
		this.events.publishEvent(new RosterImported(tenantId, people.size(), roster.count(RosterFile.CLASSES),
				roster.count(RosterFile.ENROLLMENTS), at));
		return new ImportReport(tenantId, roster.count(RosterFile.ORGS), roster.count(RosterFile.ACADEMIC_SESSIONS),
				roster.count(RosterFile.COURSES), roster.count(RosterFile.CLASSES), people.size(),
				roster.count(RosterFile.ENROLLMENTS), roster.count(RosterFile.DEMOGRAPHICS), written, missing,
				provisioned.created(), provisioned.updated(), provisioned.deactivated(), at);
	}

}
