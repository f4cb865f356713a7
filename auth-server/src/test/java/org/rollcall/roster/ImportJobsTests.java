package org.rollcall.roster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rollcall.directory.DirectoryTest;
import org.rollcall.directory.DistrictRegistration;
import org.rollcall.directory.Districts;
import org.rollcall.platform.Actor;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.roster.ImportJob.State;
import org.rollcall.roster.ImportRefusedException.Reason;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Imports as work that somebody looks after.
 */
@DirectoryTest
@RecordApplicationEvents
class ImportJobsTests {

	private static final AtomicInteger NEXT_TENANT = new AtomicInteger(900);

	@Autowired
	private Districts districts;

	@Autowired
	private ImportJobs jobs;

	@Autowired
	private RosterImport rosterImport;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate batches;

	@Autowired
	private RollcallProperties properties;

	@Autowired
	private InstantSource clock;

	@Autowired
	private ApplicationEvents events;

	@Value("${rollcall.data-directory}")
	private Path data;

	private final int tenantId = NEXT_TENANT.incrementAndGet();

	@BeforeEach
	void aDistrict() {
		register(this.tenantId);
	}

	@Test
	void aRosterIsUploadedCheckedConfirmedAndImported() throws IOException {
		UUID id = upload(new RosterFolder().zip());

		ImportJob checked = ended(id);
		assertThat(checked.state()).isEqualTo(State.CHECKED);
		assertThat(checked.fileName()).isEqualTo("roster.zip");
		assertThat(checked.fileSize()).isEqualTo(new RosterFolder().zip().length);
		assertThat(checked.preview().files()).extracting((file) -> file.file() + " +" + file.created())
			.containsExactly("orgs +3", "academicSessions +3", "courses +1", "classes +1", "users +11", "demographics +1", "enrollments +2");
		assertThat(checked.preview().peopleCreated()).isEqualTo(11);
		assertThat(people()).as("so far").isZero();

		this.jobs.confirm(this.tenantId, id, false);
		ImportJob imported = ended(id);
		assertThat(imported.state()).isEqualTo(State.IMPORTED);
		assertThat(imported.endedAt()).isNotNull();
		assertThat(imported.problem()).isNull();
		assertThat(people()).as("all but one who may not sign in").isEqualTo(10);
		assertThat(parts(id)).isZero();
		await().until(() -> temporaryFiles().isEmpty());
		assertThat(this.jobs.history(this.tenantId, 10, 0)).extracting(ImportJob::importId).containsExactly(id);
	}

	@Test
	void aFolderInTheZipIsFoundAndWhatMacOsPutsBesideItIsNot() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			RosterFolder folder = new RosterFolder();
			for (String file : List.of("manifest", "orgs", "academicSessions", "courses", "classes", "users", "demographics", "enrollments")) {
				put(zip, "District export/" + file + ".csv", folder.text(file + ".csv"));
				put(zip, "__MACOSX/District export/._" + file + ".csv", "\0");
			}
			put(zip, "District export/read me.txt", "Hello");
		}
		assertThat(ended(upload(bytes.toByteArray())).state()).isEqualTo(State.CHECKED);
	}

	@Test
	void everyFaultIsKeptWithItsPlace() throws IOException {
		UUID id = upload(new RosterFolder().replace("users.csv", "teacher,terry", "pupil,terry")
			.add("enrollments.csv", "E3,,,K9,S1,u-student,student,false,,")
			.replace("classes.csv", "Biology A", "=1+1\0")
			.zip());

		ImportJob job = ended(id);
		assertThat(job.state()).isEqualTo(State.FAULTY);
		assertThat(job.faultCount()).isEqualTo(this.jobs.faults(id, 100, 0).size());
		assertThat(this.jobs.faults(id, 100, 0)).anySatisfy((fault) -> {
			assertThat(fault.file()).isEqualTo("users.csv");
			assertThat(fault.line()).isEqualTo(2);
			assertThat(fault.column()).isEqualTo("role");
			assertThat(fault.value()).isEqualTo("pupil");
		}).anySatisfy((fault) -> assertThat(fault.toString()).startsWith("enrollments.csv line 4, column classSourcedId \"K9\": "));
		assertThat(this.jobs.faults(id, 1, 1)).isEqualTo(this.jobs.faults(id, 100, 0).subList(1, 2));
		assertThat(parts(id)).isZero();
		assertRefused(Reason.NOT_NOW, () -> this.jobs.confirm(this.tenantId, id, true));
	}

	@Test
	void moreFaultsThanAPageAreAllHandedOver() throws IOException {
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < 2_500; i++) {
			lines.append("X").append(i).append(",,,K9,S1,u-student,student,false,,\n");
		}
		RosterFolder folder = new RosterFolder();
		UUID id = upload(folder.with("enrollments.csv", folder.text("enrollments.csv") + lines).zip());
		assertThat(ended(id).faultCount()).isEqualTo(2_500);
		AtomicInteger handed = new AtomicInteger();
		this.jobs.eachFault(id, (fault) -> handed.incrementAndGet());
		assertThat(handed).hasValue(2_500);
	}

	@Test
	void tooManyLeaversNeedAWordOfTheirOwn() throws IOException {
		this.rosterImport.importFolder(this.tenantId, new RosterFolder());
		UUID id = upload(without(3).zip());

		ImportJob job = ended(id);
		assertThat(job.preview().peopleLeaving()).isEqualTo(3);
		assertRefused(Reason.TOO_MANY_LEAVING, () -> this.jobs.confirm(this.tenantId, id, false));
		assertThat(this.jobs.find(this.tenantId, id).orElseThrow().state()).isEqualTo(State.CHECKED);

		this.jobs.confirm(this.tenantId, id, true);
		assertThat(ended(id).state()).isEqualTo(State.IMPORTED);
		assertThat(people()).isEqualTo(7);
	}

	@Test
	void aDistrictDecidesHowManyMayLeave() throws IOException {
		this.rosterImport.importFolder(this.tenantId, new RosterFolder());
		this.jobs.decideGuard(this.tenantId, 50);
		this.jobs.decideGuard(this.tenantId, 50);
		assertThat(this.events.stream(GuardChanged.class)).containsExactly(new GuardChanged(this.tenantId, 20, 50));

		UUID id = upload(without(3).zip());
		ended(id);
		this.jobs.confirm(this.tenantId, id, false);
		assertThat(ended(id).state()).isEqualTo(State.IMPORTED);
	}

	@Test
	void aPreviewThatWentStaleLetsNobodyElseGo() throws IOException {
		this.rosterImport.importFolder(this.tenantId, new RosterFolder());
		UUID id = upload(without(3).zip());
		ended(id);
		RosterFolder more = new RosterFolder();
		for (int i = 0; i < 20; i++) {
			more.add("users.csv", "new-%d,,,true,S1,student,new%d,,New,Student,,,,,,,09,".formatted(i, i));
		}
		this.rosterImport.importFolder(this.tenantId, more);

		this.jobs.confirm(this.tenantId, id, true);
		ImportJob job = ended(id);
		assertThat(job.state()).isEqualTo(State.FAILED);
		assertThat(job.problem()).startsWith("The roster has changed since it was checked. Nothing was imported");
		assertThat(people()).isEqualTo(30);
	}

	@Test
	void whoSaysNoChangesNothing() throws IOException {
		UUID id = upload(new RosterFolder().zip());
		ended(id);
		this.jobs.cancel(this.tenantId, id);
		assertThat(ended(id).state()).isEqualTo(State.CANCELLED);
		assertThat(parts(id)).isZero();
		assertRefused(Reason.NOT_NOW, () -> this.jobs.cancel(this.tenantId, id));
		assertRefused(Reason.NOT_NOW, () -> this.jobs.confirm(this.tenantId, id, true));
	}

	@Test
	void aNewUploadTakesThePlaceOfOneThatWaits() throws IOException {
		UUID first = upload(new RosterFolder().zip());
		ended(first);
		UUID second = upload(new RosterFolder().zip());
		ended(second);
		assertThat(this.jobs.find(this.tenantId, first).orElseThrow().state()).isEqualTo(State.CANCELLED);
		assertRefused(Reason.NOT_NOW, () -> this.jobs.confirm(this.tenantId, first, true));
	}

	@Test
	void oneImportOfADistrictAtATime() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		Thread slow = Thread.ofPlatform().start(() -> {
			try {
				this.jobs.upload(this.tenantId, "slow.zip", new WaitingStream(new RosterFolder().zip(), reading, go));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(reading.await(1, TimeUnit.MINUTES)).isTrue();
		assertRefused(Reason.BUSY, () -> upload(new RosterFolder().zip()));
		int other = NEXT_TENANT.incrementAndGet();
		register(other);
		assertThat(ended(other, this.jobs.upload(other, "a.zip", new ByteArrayInputStream(new RosterFolder().zip()))).state())
			.isEqualTo(State.CHECKED);
		go.countDown();
		slow.join();
		assertThat(this.jobs.history(this.tenantId, 10, 0)).hasSize(1);
	}

	@Test
	void anUploadThatIsCutShortImportsNothing() {
		InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[3_000_000]), new InputStream() {

			@Override
			public int read() throws IOException {
				throw new EOFException();
			}

		});
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> this.jobs.upload(this.tenantId, "a.zip", broken));
		ImportJob job = this.jobs.history(this.tenantId, 1, 0).getFirst();
		assertThat(job.state()).isEqualTo(State.FAILED);
		assertThat(job.problem()).isEqualTo("The upload was interrupted; nothing was imported.");
		assertThat(parts(job.importId())).isZero();
	}

	@Test
	void anEmptyFileIsRefused() {
		assertRefused(Reason.UPLOAD, () -> upload(new byte[0]));
		assertThat(this.jobs.history(this.tenantId, 1, 0).getFirst().problem()).isEqualTo("The file is empty.");
	}

	@Test
	void whatAKilledServerWorkedOnIsGivenUp() throws IOException {
		UUID id = upload(new RosterFolder().zip());
		ended(id);
		this.jdbc.sql("update roster_import set state = 'importing', seen_at = now() - interval '2 minutes' where import_id = ?").param(id).update();
		ImportJob job = this.jobs.find(this.tenantId, id).orElseThrow();
		assertThat(job.state()).isEqualTo(State.FAILED);
		assertThat(job.problem()).isEqualTo("The server that worked on it was ended. Nothing was imported.");
		assertThat(parts(id)).isZero();
		assertThat(ended(upload(new RosterFolder().zip())).state()).isEqualTo(State.CHECKED);
	}

	@Test
	void whatNobodyConfirmsIsForgotten() throws IOException {
		UUID id = upload(new RosterFolder().zip());
		ended(id);
		this.jdbc.sql("update roster_import set seen_at = now() - interval '8 days' where import_id = ?").param(id).update();
		ImportJob job = this.jobs.find(this.tenantId, id).orElseThrow();
		assertThat(job.state()).isEqualTo(State.CANCELLED);
		assertThat(parts(id)).isZero();
	}

	@Test
	void whatWasTakenForForsakenWhileItWasDoneIsNotDone() throws IOException {
		UUID id = upload(new RosterFolder().zip());
		ended(id);
		// holds the import before its first person
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("lock table person in exclusive mode").update();
			Thread.ofPlatform().start(() -> this.jobs.confirm(this.tenantId, id, true));
			await().until(() -> this.jdbc.sql("select count(*) from pg_locks where not granted").query(Integer.class).single() > 0);
			this.jdbc.sql("update roster_import set state = 'failed', ended_at = now(), problem = 'forsaken' where import_id = ?").param(id).update();
		});
		await().until(() -> temporaryFiles().isEmpty());
		assertThat(this.jobs.find(this.tenantId, id).orElseThrow().problem()).isEqualTo("forsaken");
		assertThat(people()).isZero();
	}

	@Test
	void whatAServerWorkedOnThatIsStoppedIsNotDone() throws IOException {
		UUID id = upload(new RosterFolder().zip());
		ended(id);
		ImportWorker server = new ImportWorker(this.jdbc, this.batches, this.transaction, this.rosterImport, this.properties, this.clock);
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("lock table person in exclusive mode").update();
			server.confirmed(new ImportConfirmed(this.tenantId, id, 1, () -> "", Actor.current()));
			await().until(() -> this.jdbc.sql("select count(*) from pg_locks where not granted").query(Integer.class).single() > 0);
			server.stop();
		});
		await().until(() -> temporaryFiles().isEmpty());
		ImportJob job = this.jobs.find(this.tenantId, id).orElseThrow();
		assertThat(job.state()).isEqualTo(State.FAILED);
		assertThat(job.problem()).isEqualTo("The server was stopped. Nothing was imported.");
		assertThat(people()).isZero();
	}

	@Test
	void anotherDistrictsImportIsNotThere() throws IOException {
		UUID id = upload(new RosterFolder().zip());
		ended(id);
		assertThat(this.jobs.find(this.tenantId + 10_000, id)).isEmpty();
		assertThat(this.jobs.history(this.tenantId + 10_000, 10, 0)).isEmpty();
		assertRefused(Reason.NOT_NOW, () -> this.jobs.confirm(this.tenantId + 10_000, id, true));
		assertRefused(Reason.NOT_NOW, () -> this.jobs.cancel(this.tenantId + 10_000, id));
		assertThat(this.jobs.find(this.tenantId, id).orElseThrow().state()).isEqualTo(State.CHECKED);
	}

	@Test
	void namesThatLeaveTheZipLeadNowhere() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			put(zip, "manifest.csv", new RosterFolder().text("manifest.csv"));
			put(zip, "../../../users.csv", new RosterFolder().text("users.csv"));
		}
		failed(bytes.toByteArray(), "more than one folder");
		assertThat(Files.exists(this.data.resolve("../users.csv"))).isFalse();
		assertThat(ended(upload(new RosterFolder().zip("../../../../"))).state()).as("all of them, as a folder's").isEqualTo(State.CHECKED);
		await().until(() -> temporaryFiles().isEmpty());
	}

	@Test
	void twoFoldersAreRefused() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			put(zip, "a/users.csv", new RosterFolder().text("users.csv"));
			put(zip, "b/users.csv", new RosterFolder().text("users.csv"));
		}
		failed(bytes.toByteArray(), "which of them is meant?");
	}

	@Test
	void aZipBombIsRefused() throws IOException {
		failed(new RosterFolder().with("results.csv", new byte[200_000_000]).zip(), "as in a zip bomb");
	}

	@Test
	void whatIsNoZipIsRefused() throws IOException {
		failed("sourcedId,status\n".getBytes(StandardCharsets.UTF_8), "is not a zip");
		byte[] zip = new RosterFolder().zip();
		failed(Arrays.copyOf(zip, zip.length / 2), "is not a zip");
	}

	@Test
	void aZipWithAPasswordIsRefused() throws IOException {
		byte[] zip = new RosterFolder().zip();
		for (int at = 0; at < zip.length - 10; at++) {
			if (zip[at] == 'P' && zip[at + 1] == 'K' && (zip[at + 2] == 3 && zip[at + 3] == 4 || zip[at + 2] == 1 && zip[at + 3] == 2)) {
				zip[at + ((zip[at + 2] == 3) ? 6 : 8)] |= 1;
			}
		}
		failed(zip, "is locked with a password");
	}

	@Test
	void aCellOfTenMegabytesIsAFault() throws IOException {
		byte[] cell = new byte[10_000_000];
		new Random(1).nextBytes(cell);
		for (int i = 0; i < cell.length; i++) {
			cell[i] = (byte) ('a' + Math.floorMod(cell[i], 26));
		}
		ImportJob job = ended(upload(new RosterFolder()
			.add("orgs.csv", "S9,,," + new String(cell, StandardCharsets.US_ASCII) + ",school,,D")
			.zip()));
		assertThat(job.state()).isEqualTo(State.FAULTY);
		assertThat(this.jobs.faults(job.importId(), 10, 0)).first().satisfies((fault) -> assertThat(fault.file()).isEqualTo("orgs.csv"));
	}

	private void failed(byte[] zip, String problem) throws IOException {
		ImportJob job = ended(upload(zip));
		assertThat(job.state()).isEqualTo(State.FAILED);
		assertThat(job.problem()).contains(problem).endsWith("Nothing was imported.");
		assertThat(temporaryFiles()).isEmpty();
	}

	private static RosterFolder without(int people) {
		RosterFolder folder = new RosterFolder();
		folder.with("users.csv", Stream.of(folder.text("users.csv").split("\n"))
			.filter((line) -> List.of("u-aide", "u-proctor", "u-relative").subList(0, people).stream().noneMatch(line::startsWith))
			.reduce("", (text, line) -> text + line + "\n"));
		return folder;
	}

	private UUID upload(byte[] zip) throws IOException {
		return this.jobs.upload(this.tenantId, "C:\\exports\\roster.zip", new ByteArrayInputStream(zip));
	}

	private ImportJob ended(UUID id) {
		return ended(this.tenantId, id);
	}

	private ImportJob ended(int tenant, UUID id) {
		return await().until(() -> this.jobs.find(tenant, id).orElseThrow(), (job) -> !job.isUnderWay());
	}

	private static void assertRefused(Reason reason, ThrowingCallable call) {
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	private void register(int tenant) {
		this.districts.register(new DistrictRegistration(tenant, "jobs-" + tenant, "Job Schools", 2, "New Jersey", "", "", "HQ"));
	}

	private int people() {
		return this.jdbc.sql("select count(*) from person where tenant_id = ? and active").param(this.tenantId).query(Integer.class).single();
	}

	private int parts(UUID id) {
		return this.jdbc.sql("select count(*) from roster_import_part where import_id = ?").param(id).query(Integer.class).single();
	}

	private List<Path> temporaryFiles() throws IOException {
		if (!Files.exists(this.data.resolve("imports"))) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.data.resolve("imports"))) {
			return files.toList();
		}
	}

	private static void put(ZipOutputStream zip, String name, String text) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		zip.write(text.getBytes(StandardCharsets.UTF_8));
		zip.closeEntry();
	}

	/** Tells when it is read, and gives nothing until it may. */
	private static final class WaitingStream extends ByteArrayInputStream {

		private final CountDownLatch reading;

		private final CountDownLatch go;

		private WaitingStream(byte[] bytes, CountDownLatch reading, CountDownLatch go) {
			super(bytes);
			this.reading = reading;
			this.go = go;
		}

		@Override
		public synchronized int read(byte[] buffer, int offset, int length) {
			this.reading.countDown();
			try {
				this.go.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return super.read(buffer, offset, length);
		}

	}

}
