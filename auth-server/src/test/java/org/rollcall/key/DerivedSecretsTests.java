package org.rollcall.key;

import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rollcall.platform.RollcallProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DerivedSecretsTests {

	@TempDir
	private Path data;

	@Test
	void theSameFollowsFromTheSame() {
		assertThat(secrets((byte) 1).of("bearer", "7")).hasSize(DerivedSecrets.BYTES).isEqualTo(secrets((byte) 1).of("bearer", "7"));
	}

	@Test
	void anotherPurposeSubjectOrMasterKeyGivesAnother() {
		byte[] secret = secrets((byte) 1).of("bearer", "7");

		assertThat(secrets((byte) 1).of("secret", "7")).isNotEqualTo(secret);
		assertThat(secrets((byte) 1).of("bearer", "8")).isNotEqualTo(secret);
		assertThat(secrets((byte) 2).of("bearer", "7")).isNotEqualTo(secret);
	}

	@Test
	void whereAPurposeEndsIsPlain() {
		assertThatIllegalArgumentException().isThrownBy(() -> secrets((byte) 1).of("bearer\n7", ""));
	}

	private DerivedSecrets secrets(byte first) {
		byte[] master = new byte[32];
		master[0] = first;
		return new DerivedSecrets(new MasterKey(Base64.getEncoder().encodeToString(master),
				new RollcallProperties("http://localhost:9000", null, null, null, this.data, null, false)));
	}

}
