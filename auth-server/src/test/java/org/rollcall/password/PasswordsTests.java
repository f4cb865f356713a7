package org.rollcall.password;

import org.junit.jupiter.api.Test;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * People's passwords: hashed slowly with the parameters of OWASP, and the demo's good nowhere else.
 */
class PasswordsTests {

	private final Passwords passwords = new Passwords(false);

	@Test
	void theDemoPasswordIsNotHashedOutsideDemoMode() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.passwords.hash(Passwords.DEMO))
			.withMessageContaining("demo");
	}

	@Test
	void theDemoPasswordIsRefusedOutsideDemoModeEvenByItsOwnHash() {
		String hash = new Passwords(true).hash(Passwords.DEMO);
		assertThat(new Passwords(true).matches(Passwords.DEMO, hash)).isTrue();
		assertThat(this.passwords.matches(Passwords.DEMO, hash)).isFalse();
	}

	@Test
	void aHashIsArgon2idWithOwaspsParametersAndMatchesItsPasswordOnly() {
		String hash = this.passwords.hash("correct horse battery staple");
		assertThat(hash).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
		assertThat(this.passwords.matches("correct horse battery staple", hash)).isTrue();
		assertThat(this.passwords.matches("correct horse battery staplf", hash)).isFalse();
	}

	@Test
	void anOlderHashStillMatches() {
		String bcrypt = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("old");
		assertThat(this.passwords.matches("old", bcrypt)).isTrue();
	}

	@Test
	void nobodysPasswordMatchesNobody() {
		assertThat(this.passwords.matches("nobody", null)).isFalse();
	}

	@Test
	void aPasswordOf100KilobytesIsNobodysAndCannotBeSet() {
		String endless = "a".repeat(100_000);
		assertThat(this.passwords.matches(endless, this.passwords.hash("a"))).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> this.passwords.hash(endless));
	}

}
