package org.rollcall.share;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rollcall.journey.AdminApi;
import org.rollcall.journey.App;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * With what an app asks which districts share with it.
 */
@RollcallTest
@RecordApplicationEvents
class PartnerKeysTests {

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private PartnerKeys keys;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TestClock clock;

	@Autowired
	private ApplicationEvents events;

	private String clientId;

	@BeforeEach
	void anApp() {
		this.clientId = AdminApi.ofServer(this.base, this.jdbc)
			.post("/admin/v1/clients", "{name: Keyed " + UUID.randomUUID() + ", redirectUris: ['http://localhost:9001/callback']}")
			.json()
			.get("clientId")
			.asString();
	}

	@Test
	void theDemosKeyOpensTheReadersApplications() {
		assertThat(this.keys.find("0f1e2d3c4b5a69788796a5b4c3d2e1f0")).contains(App.LINCOLN_READER.clientId());
	}

	@Test
	void aKeyIsShownOnceFoundByWhatWasShownAndKeptAsAHash() {
		UUID form = UUID.randomUUID();
		String key = this.keys.make(form, this.clientId, "Nightly sync", null).orElseThrow();

		assertThat(key).matches("rpk_[0-9a-f]{32}");
		assertThat(this.keys.make(form, this.clientId, "Nightly sync", null)).as("the same form again").isEmpty();
		assertThat(this.keys.of(this.clientId)).singleElement().satisfies((known) -> {
			assertThat(known.name()).isEqualTo("Nightly sync");
			assertThat(known.lastUsedAt()).isNull();
			assertThat(known.expiresAt()).isNull();
		});
		assertThat(this.keys.find(key)).contains(this.clientId);
		assertThat(this.keys.of(this.clientId).getFirst().lastUsedAt()).isNotNull();
		assertThat(this.keys.find(key + "0")).isEmpty();
		assertThat(this.keys.find("")).isEmpty();
		assertThat(this.keys.find("x".repeat(100_000))).isEmpty();
		assertThat(this.events.stream(PartnerKeyChanged.class).toList()).singleElement().satisfies((event) -> {
			assertThat(event.after()).containsEntry("name", "Nightly sync");
			assertThat(event.sentence()).doesNotContain(key);
		});
	}

	@Test
	void aKeyEndsOnItsDayOrWhenSomebodyEndsIt() {
		String passing = this.keys.make(UUID.randomUUID(), this.clientId, "Passing", this.clock.instant().plus(Duration.ofMinutes(1)))
			.orElseThrow();
		UUID id = UUID.randomUUID();
		String ended = this.keys.make(id, this.clientId, "Ended", null).orElseThrow();

		this.keys.end(App.LEGACY_READER.clientId(), id);
		assertThat(this.keys.find(ended)).as("ended for another app").isPresent();
		this.keys.end(this.clientId, id);
		this.keys.end(this.clientId, id);
		assertThat(this.keys.find(ended)).isEmpty();
		assertThat(this.events.stream(PartnerKeyChanged.class).filter((event) -> !event.made())).hasSize(1);

		Duration passed = Duration.ofMinutes(2);
		this.clock.advance(passed);
		try {
			assertThat(this.keys.find(passing)).isEmpty();
			assertThat(this.keys.of(this.clientId)).extracting((key) -> key.name() + " " + key.isEndedAt(this.clock.instant()))
				.containsExactlyInAnyOrder("Passing true", "Ended true");
			this.clock.advance(Duration.ofDays(31));
			passed = passed.plusDays(31);
			assertThat(this.keys.of(this.clientId)).isEmpty();
		}
		finally {
			this.clock.advance(passed.negated());
		}
	}

	@Test
	void theKeyOfADisabledAppIsGoodForNothingUntilItIsEnabled() {
		String key = this.keys.make(UUID.randomUUID(), this.clientId, "Key", null).orElseThrow();

		this.jdbc.sql("update client set disabled_at = now() where client_id = ?").param(this.clientId).update();
		assertThat(this.keys.find(key)).isEmpty();
		this.jdbc.sql("update client set disabled_at = null where client_id = ?").param(this.clientId).update();
		assertThat(this.keys.find(key)).contains(this.clientId);
	}

	@Test
	void aKeyThatWasEndedIsNotAdoptedAgainNorOneOfAnotherApp() {
		String key = UUID.randomUUID().toString().replace("-", "");
		assertThat(this.keys.adopt(this.clientId, "Of a file", PartnerKeys.hash(key), null)).isTrue();
		assertThat(this.keys.adopt(this.clientId, "Of a file", PartnerKeys.hash(key), null)).isFalse();
		assertThat(this.keys.find(key)).contains(this.clientId);

		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.keys.adopt(App.LEGACY_READER.clientId(), "Of a file", PartnerKeys.hash(key), null))
			.withMessageContaining("another app");
		this.keys.end(this.clientId, this.keys.of(this.clientId).getFirst().id());
		assertThat(this.keys.adopt(this.clientId, "Of a file", PartnerKeys.hash(key), null)).isFalse();
		assertThat(this.keys.find(key)).isEmpty();
		assertThat(this.keys.kept(this.clientId)).isEmpty();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> PartnerKeys.hash("secret"))
			.withMessageContaining("128 random bits");
	}

}
