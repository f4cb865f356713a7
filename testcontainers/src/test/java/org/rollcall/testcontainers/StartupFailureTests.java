package org.rollcall.testcontainers;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartupFailureTests {

	@Test
	void theReasonIsWhatTheServerSaid() {
		assertThat(StartupFailure.of("""
				2026-11-21T05:00:00 INFO Starting

				***************************
				APPLICATION FAILED TO START
				***************************

				Description:

				/etc/rollcall/rollcall.yaml, line 3, column 5: There is no setting 'redirectUri'; did you mean 'redirectUris'?
				/etc/rollcall/rollcall.yaml, line 9, column 1: 'name' is missing.

				Action:

				Mend what is named above, and start again.

				""")).hasMessage("""
				/etc/rollcall/rollcall.yaml, line 3, column 5: There is no setting 'redirectUri'; did you mean 'redirectUris'?
				/etc/rollcall/rollcall.yaml, line 9, column 1: 'name' is missing.
				Mend what is named above, and start again.""");
	}

	@Test
	void withoutAReasonItIsTheLastThatWasSaid() {
		assertThat(StartupFailure.of("one\ntwo\n")).hasMessageEndingWith("than:\none\ntwo");
		assertThat(StartupFailure.of("x\n".repeat(99) + "last\n").getMessage().lines()).hasSize(16).endsWith("last");
	}

}
