package org.rollcall.share;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rollcall.directory.Districts;
import org.rollcall.journey.AdminApi;
import org.rollcall.journey.App;
import org.rollcall.journey.Http;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a district shares of its roster, and with what an app sees it.
 */
@RollcallTest
@RecordApplicationEvents
class RosterSharesTests {

	private static final String APP = App.MOBILE_READER.clientId();

	private static final Set<String> READ = Set.of("roster.read");

	@Value("${rollcall.issuer}")
	private String base;

	@Autowired
	private RosterShares shares;

	@Autowired
	private ShareCredentials credentials;

	@Autowired
	private SharedRosters sharedRosters;

	@Autowired
	private Districts districts;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ApplicationEvents events;

	private int tenantId;

	@BeforeEach
	void aDistrict() {
		String customUrl = "share-" + UUID.randomUUID().toString().substring(0, 8);
		AdminApi.makeDistrict(this.base, this.jdbc, customUrl);
		this.tenantId = this.districts.findByCustomUrl(customUrl).orElseThrow().tenantId();
	}

	@Test
	void inTheDemoLincolnSharesWithItsReaderAndWashingtonWithNobody() {
		int lincoln = this.districts.findByCustomUrl("lincolnusd").orElseThrow().tenantId();
		int washington = this.districts.findByCustomUrl("washingtonisd").orElseThrow().tenantId();

		RosterShare share = this.shares.find(App.LINCOLN_READER.clientId(), lincoln).orElseThrow();

		assertThat(share.scopes()).containsExactlyInAnyOrder("oneroster", "roster.demographics.read");
		assertThat(share.schools()).isEmpty();
		assertThat(this.shares.find(App.LINCOLN_READER.clientId(), washington)).isEmpty();
		assertThat(this.sharedRosters.of(App.LINCOLN_READER.clientId())).extracting((shared) -> shared.district().customUrl()).contains("lincolnusd");
		assertThat(this.shares.find(App.LEGACY_READER.clientId(), lincoln)).isEmpty();
	}

	@Test
	void whatIsSharedIsFoundByAllItsNames() {
		assertThat(this.shares.share(this.tenantId, APP, Set.of("roster.read", "roster.demographics.read"), Set.of("S2", "S1"))).isTrue();

		RosterShare share = share();
		assertThat(share.scopes()).containsExactlyInAnyOrder("roster.read", "roster.demographics.read");
		assertThat(share.schools()).containsExactlyInAnyOrder("S1", "S2");
		assertThat(share.generation()).isOne();
		assertThat(this.shares.findByConsumerKey(share.consumerKey())).contains(share);
		assertThat(this.shares.findByProxyPath(share.proxyPath())).contains(share);
		assertThat(this.shares.inDistrict(this.tenantId)).containsExactly(share);
		assertThat(this.shares.of(APP)).contains(share);
		SharedRoster shared = this.sharedRosters.find(APP, share.shareId()).orElseThrow();
		assertThat(shared.share()).isEqualTo(share);
		assertThat(shared.appName()).isEqualTo("Mobile Reader");
		assertThat(shared.applicationId()).isNotEqualTo(share.shareId());
		assertThat(this.sharedRosters.find(App.LINCOLN_READER.clientId(), share.shareId())).as("of another app").isEmpty();
		assertThat(events(RosterShared.class)).singleElement().satisfies((event) -> {
			assertThat(event.concernedDistrict()).isEqualTo(this.tenantId);
			assertThat(event.concernedApp()).isEqualTo(APP);
			assertThat(event.after()).hasToString("{scopes=[roster.demographics.read, roster.read], schools=[S1, S2]}");
		});
	}

	@Test
	void sharingTheSameAgainChangesNothingAndSomethingElseKeepsTheCredentials() {
		this.shares.share(this.tenantId, APP, READ, Set.of("S1"));
		RosterShare before = share();

		assertThat(this.shares.share(this.tenantId, APP, READ, Set.of("S1"))).isFalse();
		assertThat(this.shares.share(this.tenantId, APP, READ, Set.of())).isTrue();

		RosterShare after = share();
		assertThat(after.schools()).isEmpty();
		assertThat(this.credentials.bearer(after)).isEqualTo(this.credentials.bearer(before));
		assertThat(this.credentials.secret(after)).isEqualTo(this.credentials.secret(before));
		assertThat(after.proxyPath()).isEqualTo(before.proxyPath());
		assertThat(events(RosterShareChanged.class)).singleElement().satisfies((event) -> {
			assertThat(event.before()).hasToString("{schools=[S1]}");
			assertThat(event.after()).hasToString("{schools=all}");
		});
	}

	@Test
	void whatNeverIsInARosterCannotBeShared() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.shares.share(this.tenantId, APP, Set.of(), Set.of()))
			.withMessageContaining("one scope at least");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.shares.share(this.tenantId, APP, Set.of("email"), Set.of()))
			.withMessageContaining("'email'");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.shares.share(this.tenantId, APP, READ, Set.of(" ")))
			.withMessageContaining("'schools'");
		assertThat(this.shares.find(APP, this.tenantId)).isEmpty();
	}

	@Test
	void whoeverSawSomethingElseOverwritesNothing() {
		this.shares.share(this.tenantId, APP, READ, Set.of("S1"), "");
		String seen = share().version();
		this.shares.share(this.tenantId, APP, READ, Set.of("S2"), seen);

		assertThatExceptionOfType(StaleShareException.class)
			.isThrownBy(() -> this.shares.share(this.tenantId, APP, READ, Set.of("S3"), seen));
		assertThatExceptionOfType(StaleShareException.class)
			.isThrownBy(() -> this.shares.share(this.tenantId, APP, READ, Set.of("S3"), ""));
		this.shares.end(this.tenantId, APP);
		assertThatExceptionOfType(StaleShareException.class).as("ended meanwhile")
			.isThrownBy(() -> this.shares.share(this.tenantId, APP, READ, Set.of("S2"), seen));

		assertThat(this.shares.find(APP, this.tenantId)).isEmpty();
	}

	@Test
	void renewingEndsTheBearerAndTheSecretAndNothingElse() {
		this.shares.share(this.tenantId, APP, READ, Set.of());
		RosterShare before = share();
		String bearer = this.credentials.bearer(before);
		String secret = this.credentials.secret(before);

		RosterShare after = this.shares.renew(this.tenantId, APP).orElseThrow();

		assertThat(after.generation()).isEqualTo(2);
		assertThat(after.consumerKey()).isEqualTo(before.consumerKey());
		assertThat(after.proxyPath()).isEqualTo(before.proxyPath());
		assertThat(this.credentials.isBearer(after, bearer)).isFalse();
		assertThat(this.credentials.isSecret(after, secret)).isFalse();
		assertThat(this.credentials.isBearer(after, this.credentials.bearer(after))).isTrue();
		assertThat(this.credentials.isSecret(after, this.credentials.secret(after))).isTrue();
		assertThat(this.credentials.isBearer(after, "")).isFalse();
		assertThat(events(RosterShareRenewed.class)).extracting(RosterShareRenewed::generation).containsExactly(2);
		assertThat(this.shares.renew(this.tenantId, App.LEGACY_READER.clientId())).as("never shared").isEmpty();
	}

	@Test
	void aShareEndsAtOnceAndTheNextOneIsAnother() {
		this.shares.share(this.tenantId, APP, READ, Set.of());
		RosterShare before = share();

		assertThat(this.shares.end(this.tenantId, APP)).isTrue();
		assertThat(this.shares.end(this.tenantId, APP)).isFalse();
		assertThat(this.shares.findByProxyPath(before.proxyPath())).isEmpty();
		assertThat(events(RosterShareEnded.class)).hasSize(1);

		this.shares.share(this.tenantId, APP, READ, Set.of());
		assertThat(share().shareId()).isNotEqualTo(before.shareId());
		assertThat(share().proxyPath()).isNotEqualTo(before.proxyPath());
		assertThat(this.credentials.isBearer(share(), this.credentials.bearer(before))).isFalse();
	}

	@Test
	void bearerAndSecretHaveClassLinksForm() {
		this.shares.share(this.tenantId, APP, READ, Set.of());

		assertThat(this.credentials.bearer(share())).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
		assertThat(this.credentials.secret(share())).matches("[0-9a-f]{32}");
		assertThat(share().consumerKey()).matches("[0-9a-f]{32}");
		assertThat(this.credentials.bearer(share()).replace("-", "")).isNotEqualTo(this.credentials.secret(share()));
	}

	@Test
	void anApplicationsIdHasEscapesThatADecoderWouldLose() {
		Set<String> paths = new HashSet<>();
		for (int i = 0; i < 500; i++) {
			String path = ProxyPath.next();
			assertThat(path).matches("%2F[A-Za-z0-9]{14}%(2B|3D)");
			assertThat(URLDecoder.decode(path, StandardCharsets.UTF_8)).matches("/[A-Za-z0-9]{14}[+=]");
			paths.add(path);
		}
		assertThat(paths).hasSize(500);
	}

	@Test
	void aDistrictOrAnAppThatGoesTakesItsSharesAlong() {
		this.shares.share(this.tenantId, APP, READ, Set.of("S1"));

		String customUrl = this.districts.findByTenantId(this.tenantId).orElseThrow().customUrl();
		AdminApi.ofServer(this.base, this.jdbc).delete("/admin/v1/districts/" + customUrl);

		assertThat(this.shares.inDistrict(this.tenantId)).isEmpty();
		assertThat(this.jdbc.sql("select count(*) from roster_share_school where tenant_id = ?").param(this.tenantId).query(Integer.class).single())
			.isZero();
	}

	@Test
	void theRecordTellsWhoSharedWhat() {
		this.shares.share(this.tenantId, APP, READ, Set.of());
		this.shares.renew(this.tenantId, APP);
		this.shares.end(this.tenantId, APP);

		String customUrl = this.districts.findByTenantId(this.tenantId).orElseThrow().customUrl();
		Http ada = new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http();
		assertThat(ada.get("/console/" + customUrl + "/audit").text()).contains("Roster shared with an app")
			.contains("Credentials of a shared roster renewed")
			.contains("Roster shared no more");
	}

	private RosterShare share() {
		return this.shares.find(APP, this.tenantId).orElseThrow();
	}

	private <T> List<T> events(Class<T> type) {
		return this.events.stream(type).toList();
	}

}
