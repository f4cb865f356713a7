package org.rollcall.password;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	@ParameterizedTest
	@ValueSource(strings = { "m=999999,t=1,p=1", "m=65536,t=9,p=1", "m=1,t=0,p=0", "m=19456,t=2,p=9", "m=8,t=1,p=4", "m=0,t=1,p=1" })
	void aHashThatCostsTooMuchOrCannotBeIsNoneAndMatchesNothing(String parameters) {
		String hash = "{argon2}$argon2id$v=19$" + parameters + "$MDAwMDAwMDAwMDAwMDAwMA$MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE";

		assertThat(this.passwords.isHash(hash)).isFalse();
		assertThat(this.passwords.matches("whatever", hash)).isFalse();
		assertThat(this.passwords.isHash("{bcrypt}$2a$14$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy")).isFalse();
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
