package org.rollcall.roster;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.rollcall.directory.Districts;
import org.rollcall.directory.Organizations;
import org.rollcall.directory.Provisioning;
import org.rollcall.directory.ProvisioningReport;
import org.rollcall.directory.RosteredPeople;
import org.rollcall.platform.PeopleDeactivated;
import org.rollcall.roster.ImportProgress.Phase;
import org.rollcall.roster.ImportReport.FileReport;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports a district's roster from OneRoster 1.1 CSV files, as the standard's CSV binding has them, with a
 * {@code manifest.csv} that says which are there, and whether each has everything (bulk) or what changed (delta).
 * <p>
 * It is all or nothing. The files are checked first, every fault is told, and with a single one nothing changes. Then what
 * a bulk file has is what there is: rows that it no longer has are marked {@code tobedeleted}. People who are no longer in
 * the roster are deactivated. The same files twice change nothing, and a person keeps the UserId for ever.
 */
@Service
public class RosterImport {

	private static final int ROWS_BETWEEN_WORDS = 5_000;

	private final Districts districts;

	private final Provisioning provisioning;

	private final Organizations organizations;

	private final Rosters rosters;

	private final IncomingRows incoming;

	private final RosterRules rules;

	private final RosterStore store;

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final TransactionTemplate previewTransaction;

	private final InstantSource clock;

	RosterImport(Districts districts, Provisioning provisioning, Organizations organizations, Rosters rosters,
			IncomingRows incoming, RosterRules rules, RosterStore store, JdbcClient jdbc,
			ApplicationEventPublisher events, PlatformTransactionManager transactionManager, InstantSource clock) {
		this.districts = districts;
		this.provisioning = provisioning;
		this.organizations = organizations;
		this.rosters = rosters;
		this.incoming = incoming;
		this.rules = rules;
		this.store = store;
		this.jdbc = jdbc;
		this.events = events;
		this.transaction = new TransactionTemplate(transactionManager);
		this.previewTransaction = new TransactionTemplate(transactionManager);
		this.previewTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.clock = clock;
	}

	/**
	 * Imports a roster, whoever leaves with it; new people get no password.
	 * @see #run(int, RosterSource, ImportOptions)
	 */
	public ImportReport importFolder(int tenantId, RosterSource source) {
		return run(tenantId, source, ImportOptions.unguarded());
	}

	/**
	 * Imports a roster, or tells what an import would do.
	 * @param tenantId a registered district
	 * @param source where the files are
	 * @return what the import found and did
	 * @throws InvalidRosterException if the files have a fault; then nothing has changed
	 * @throws TooManyLeavingException if more people would leave than may; then nothing has changed
	 * @throws IllegalArgumentException if the district is not registered
	 */
	public ImportReport run(int tenantId, RosterSource source, ImportOptions options) {
		if (this.districts.findByTenantId(tenantId).isEmpty()) {
			throw new IllegalArgumentException("There is no district with the TenantId %d".formatted(tenantId));
		}
		ImportReport report = (options.preview() ? this.previewTransaction : this.transaction).execute((status) -> {
			ImportReport done = importAll(tenantId, source, options);
			if (options.preview()) {
				status.setRollbackOnly();
			}
			return done;
		});
		if (report == null) {
			throw new IllegalStateException("An import ended without a report");
		}
		return report;
	}

	private ImportReport importAll(int tenantId, RosterSource source, ImportOptions options) {
		this.store.lock(tenantId);
		boolean rosterExists = this.rosters.exists(tenantId);
		Faults faults = new Faults();
		RosterReader reader = new RosterReader(source, rosterExists, faults);
		Map<RosterFile, ImportMode> files = reader.files();
		this.store.prepare(files.containsValue(ImportMode.BULK));
		Set<RosterFile> readable = EnumSet.noneOf(RosterFile.class);
		files.forEach((file, mode) -> {
			if (read(reader, file, mode, options.progress())) {
				readable.add(file);
			}
		});
		options.progress().reached(Phase.CHECKING, "", 0);
		this.rules.check(tenantId, rosterExists, files, readable, faults);
		if (readable.contains(RosterFile.USERS)) {
			refuseWhatIsTaken(tenantId, faults);
		}
		if (!faults.isEmpty()) {
			forgetIncoming(files.keySet());
			throw faults.toException(source.name());
		}
		if (!options.preview()) {
			this.organizations.forgetRoster(tenantId);
		}
		ImportReport report = write(tenantId, files, options);
		forgetIncoming(files.keySet());
		this.store.release();
		if (report.leaving() > options.mostLeaving()) {
			throw new TooManyLeavingException(report, options.mostLeaving());
		}
		return report;
	}

	private boolean read(RosterReader reader, RosterFile file, ImportMode mode, ImportProgress progress) {
		return this.incoming.load(file, (rows) -> {
			long[] count = { 0 };
			boolean readable = reader.read(file, mode, (row) -> {
				rows.accept(row);
				if (++count[0] % ROWS_BETWEEN_WORDS == 0) {
					progress.reached(Phase.READING, file.fileName(), count[0]);
				}
			});
			progress.reached(Phase.READING, file.fileName(), count[0]);
			return readable;
		});
	}

	// Not left to the end of the transaction: another district's files may follow in the same one.
	private void forgetIncoming(Set<RosterFile> files) {
		files.forEach(this.incoming::drop);
	}

	// The roster cannot have what belongs to somebody who was registered by hand: else a student could get an administrator's
	// account by choosing a username.
	private void refuseWhatIsTaken(int tenantId, Faults faults) {
		int username = RosterFile.USERS.indexOf("username");
		refuse(username, "username", this.provisioning.loginIdsOfOthers(tenantId), faults);
		refuse(RosterFile.SOURCED_ID, "sourcedId", this.provisioning.sourcedIdsOfOthers(tenantId), faults);
	}

	private void refuse(int index, String column, Set<String> taken, Faults faults) {
		if (taken.isEmpty()) {
			return;
		}
		this.jdbc.sql("select line, c%1$d as value from %2$s where lower(c%1$d) = any (:taken::text[]) order by line"
			.formatted(index, IncomingRows.table(RosterFile.USERS)))
			.param("taken", taken.stream().map((value) -> value.toLowerCase(Locale.ROOT)).toArray(String[]::new))
			.query((row) -> {
				String value = row.getString("value");
				if (index != RosterFile.SOURCED_ID || taken.contains(value)) {
					faults.add(RosterFile.USERS.fileName(), row.getInt("line"), column, value,
							"belongs to somebody who is not in the roster");
				}
			});
	}

	private ImportReport write(int tenantId, Map<RosterFile, ImportMode> files, ImportOptions options) {
		// What PostgreSQL can hold, so that a time read back equals the time written.
		Instant at = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		List<FileReport> reports = new ArrayList<>();
		files.forEach((file, mode) -> {
			long rows = this.incoming.count(file);
			options.progress().reached(Phase.WRITING, file.fileName(), rows);
			RosterStore.Difference difference = this.store.compare(tenantId, file, mode, at);
			if (!options.preview()) {
				this.store.write(tenantId, file, mode, at, difference);
			}
			reports.add(new FileReport(file.property(), mode, rows, difference.created(), difference.changed(), difference.removed()));
		});
		options.progress().reached(Phase.PEOPLE, "", 0);
		RosteredPeople everybody = RosterPeople.of(new UpcomingRoster(files));
		ProvisioningReport provisioned = options.preview() ? this.provisioning.foresee(tenantId, everybody)
				: this.provisioning.provision(tenantId, everybody, options.initialPasswordHash(), at);
		ImportReport report = new ImportReport(tenantId, reports, provisioned.activeBefore(), provisioned.created(),
				provisioned.updated(), provisioned.leaving().size(), at);
		if (!options.preview() && report.leaving() <= options.mostLeaving()) {
			this.events.publishEvent(new PeopleDeactivated(provisioned.leaving()));
			this.events.publishEvent(RosterImported.of(report, provisioned.people()));
		}
		return report;
	}

}
