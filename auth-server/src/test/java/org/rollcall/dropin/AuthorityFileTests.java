package org.rollcall.dropin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rollcall.platform.StartupProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The authority outlives the server, in one file that is good or is not used.
 */
class AuthorityFileTests {

	private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

	private static final String END = "-----END CERTIFICATE-----\n";

	@TempDir
	private Path data;

	@Test
	void isMadeOnTheFirstStartForItsOwnerAlone() throws IOException {
		open(NOW);

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
		assertThat(this.data).isDirectoryNotContaining("glob:**.new");
		assertThat(Files.readString(file())).containsOnlyOnce("BEGIN PRIVATE KEY");
	}

	@Test
	void aNewDataFolderIsItsOwnersAlone() throws IOException {
		Path folder = this.data.resolve("new");

		new AuthorityFile(folder).open(NOW);

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
	}

	@Test
	void isTheSameAfterARestart() {
		Authority first = open(NOW);
		Authority second = open(NOW.plus(Duration.ofDays(1000)));

		assertThat(second.root()).isEqualTo(first.root());
		assertThat(second.issuer()).isEqualTo(first.issuer());
		assertThat(second.issuerKey()).isEqualTo(first.issuerKey());
	}

	@Test
	void theRootsKeyIsNotKept() throws IOException {
		Authority authority = open(NOW);

		assertThat(authority.root().getPublicKey()).isNotEqualTo(authority.issuer().getPublicKey());
		assertThat(authority.isWhole()).isTrue();
		assertThat(new Authority(authority.root(), authority.root(), authority.issuerKey()).isWhole()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.01, 0.2, 0.5, 0.9, 0.999 })
	void halfAFileIsSaidToBeDamaged(double part) throws IOException {
		open(NOW);
		String text = Files.readString(file());
		Files.writeString(file(), text.substring(0, (int) (text.strip().length() * part)));

		assertDamaged();
	}

	@Test
	void aChangedLetterIsSaidToBeDamaged() throws IOException {
		open(NOW);
		byte[] bytes = Files.readAllBytes(file());
		for (int at = 40; at < bytes.length; at += 211) {
			byte[] changed = bytes.clone();
			changed[at] = (byte) ((changed[at] == 'A') ? 'B' : 'A');
			if (!Arrays.equals(changed, bytes) && changed[at] != '\n') {
				Files.write(file(), changed);
				assertDamaged();
			}
		}
	}

	@Test
	void partsOfTwoAuthoritiesAreSaidToBeDamaged() throws IOException {
		open(NOW);
		List<String> one = parts();
		Files.delete(file());
		open(NOW);
		List<String> other = parts();

		for (List<String> mixed : List.of(List.of(one.get(0), other.get(1), other.get(2)),
				List.of(one.get(0), one.get(1), other.get(2)), List.of(one.get(0), other.get(1), one.get(2)),
				List.of(one.get(0), one.get(2), one.get(1)), List.of(one.get(1), one.get(2)), List.of(one.get(0), one.get(1)),
				List.of(one.get(0), one.get(0), one.get(1), one.get(2)))) {
			Files.writeString(file(), String.join("", mixed));
			assertDamaged();
		}
	}

	@Test
	void bytesThatAreNoTextAreSaidToBeDamagedOrUnreadable() throws IOException {
		Files.write(file(), new byte[] { (byte) 0xff, (byte) 0xfe, 0, 1, 2 });

		assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> open(NOW))
			.withMessageContaining(file().toString());
	}

	@Test
	void anEndedAuthoritySaysWhatToDo() {
		open(NOW);

		assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> open(NOW.plus(Duration.ofDays(3650))))
			.withMessage("The drop-in authority " + file() + " ended on 2036-11-18T08:00:00Z.")
			.satisfies((problem) -> assertThat(problem.action()).contains("Delete the file"));
	}

	@Test
	void aFolderInItsPlaceCannotBeRead() throws IOException {
		Files.createDirectory(file());

		assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> open(NOW))
			.withMessage("The drop-in authority " + file() + " cannot be read.");
	}

	@Test
	void aPlaceThatCannotBeWrittenToIsNamed() {
		assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> new AuthorityFile(Path.of("/proc/rollcall")).open(NOW))
			.withMessage("The drop-in authority /proc/rollcall/drop-in-authority.pem cannot be written.")
			.satisfies((problem) -> assertThat(problem.action()).contains("ROLLCALL_DATA_DIRECTORY"));
	}

	@Test
	void nothingPrintsTheKey() {
		Authority authority = open(NOW);

		assertThat(authority.toString()).startsWith("CN=Rollcall drop-in root ").doesNotContain("ey");
		assertThat(authority.issue(NOW).toString()).startsWith("CN=launchpad.classlink.com,").doesNotContain("ey");
	}

	private void assertDamaged() {
		assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> open(NOW))
			.withMessage("The drop-in authority " + file()
					+ " is damaged: it should hold one private key and the two certificates that belong to it, in PEM.")
			.withNoCause()
			.satisfies((problem) -> assertThat(problem.action()).startsWith("Bring back a copy. Or delete it"));
	}

	private List<String> parts() throws IOException {
		String text = Files.readString(file());
		int key = text.indexOf("-----BEGIN CERTIFICATE");
		int issuer = text.indexOf(END) + END.length();
		return List.of(text.substring(0, key), text.substring(key, issuer), text.substring(issuer));
	}

	private Authority open(Instant now) {
		return new AuthorityFile(this.data).open(now);
	}

	private Path file() {
		return this.data.toAbsolutePath().normalize().resolve(AuthorityFile.NAME);
	}

}
