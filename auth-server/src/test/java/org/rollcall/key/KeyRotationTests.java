package org.rollcall.key;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.rollcall.journey.Http;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.TestClock;
import org.rollcall.journey.Visitor;
import org.rollcall.platform.RollcallProperties;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One life of the keys, from test to test: the clock only goes forward.
 */
@RollcallTest
@TestPropertySource(properties = "spring.application.name=key-rotation")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyRotationTests {

	private static final JWTClaimsSet CLAIMS = new JWTClaimsSet.Builder().subject("1").build();

	@Autowired
	private SigningKeys keys;

	@Autowired
	private SigningKeyStore store;

	@Autowired
	private KeyProperties properties;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private RotationOnDemand rotationOnDemand;

	@Autowired
	private RollcallProperties rollcall;

	@Value("${rollcall.issuer}")
	private String base;

	@Test
	@Order(1)
	void thereIsOneKeyAtFirstAndItSigns() throws Exception {
		assertThat(kids()).containsExactly(signingKid());
	}

	@Test
	@Order(2)
	void thePrivateKeyIsSealedInTheDatabase() {
		byte[] sealed = this.jdbc.sql("select private_key_sealed from signing_key").query(byte[].class).single();

		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("\"d\"")
			.doesNotContain("kty");
	}

	@Test
	@Order(3)
	void theNextKeyIsPublishedLongBeforeItSigns() throws Exception {
		String first = signingKid();

		this.keys.rotate();

		assertThat(kids()).hasSize(2).contains(first);
		assertThat(signingKid()).isEqualTo(first);
		this.clock.advance(this.properties.publishedBefore().minusSeconds(5));
		assertThat(signingKid()).isEqualTo(first);
		this.clock.advance(Duration.ofSeconds(6));
		assertThat(signingKid()).isNotEqualTo(first).isIn(kids());
	}

	@Test
	@Order(4)
	void whileOneWaitsToTakeOverAnotherRotationChangesNothing() {
		this.keys.rotate();
		List<String> waiting = kids();

		this.keys.rotate();

		assertThat(kids()).isEqualTo(waiting);
		this.clock.advance(this.properties.publishedBefore());
	}

	@Test
	@Order(5)
	void anotherNodeSeesTheNewKeyBeforeItSigns() throws Exception {
		SigningKeys otherNode = new SigningKeys(this.store, this.properties, this.clock, this.events);
		this.keys.rotate();
		otherNode.onSchedule();

		this.clock.advance(this.properties.publishedBefore());

		assertThat(SignedJWT.parse(otherNode.sign(CLAIMS)).getHeader().getKeyID()).isEqualTo(signingKid());
		assertThat(otherNode.published().toString()).isEqualTo(this.keys.published().toString());
	}

	@Test
	@Order(6)
	void aTokenVerifiesUntilItHasEndedHoweverOftenTheKeysRotate() throws Exception {
		String token = this.keys.sign(CLAIMS);
		this.keys.rotate();
		this.clock.advance(this.properties.publishedBefore());
		this.keys.rotate();
		this.clock.advance(Duration.ofDays(1));

		JWK jwk = JWKSet.parse(new Http(this.base).get("/oauth2/v2/jwks").body())
			.getKeyByKeyId(SignedJWT.parse(token).getHeader().getKeyID());

		assertThat(jwk).as("the key is in the JWKS still").isNotNull();
		assertThat(SignedJWT.parse(token).verify(new RSASSAVerifier(jwk.toRSAKey()))).isTrue();
	}

	@Test
	@Order(7)
	void aRetiredKeyGoesWhenItsTokensHaveEnded() throws Exception {
		String retired = signingKid();
		this.keys.rotate();
		this.clock.advance(this.properties.publishedBefore().plus(this.properties.publishedAfter()).plusSeconds(1));

		this.keys.onSchedule();

		assertThat(kids()).doesNotContain(retired);
		assertThat(this.jdbc.sql("select count(*) from signing_key where kid = ?").param(retired).query(Long.class).single())
			.isZero();
	}

	@Test
	@Order(8)
	void theScheduleRotatesAfterNinetyDays() throws Exception {
		String before = signingKid();
		this.keys.onSchedule();
		assertThat(kids()).containsExactly(before);

		this.clock.advance(this.properties.rotateEvery().minus(this.properties.publishedAfter()));
		this.keys.onSchedule();

		assertThat(kids()).hasSize(2).contains(before);
		this.clock.advance(this.properties.publishedBefore());
		assertThat(signingKid()).isNotEqualTo(before);
	}

	@Test
	@Order(9)
	void aKeyThatNobodyCanOpenAndARotationThatIsOverdueNeedAttention() throws Exception {
		String signing = signingKid();
		assertThat(this.keys.trouble()).isEmpty();
		this.jdbc.sql("""
				insert into signing_key (kid, algorithm, public_jwk, private_key_sealed, created_at, signs_from)
				select 'sealed-otherwise', algorithm, '{}', sha256('x') || private_key_sealed, created_at,
					signs_from + interval '1 second' from signing_key limit 1""")
			.update();

		this.keys.onSchedule();

		assertThat(this.keys.trouble()).contains(SigningKeys.Trouble.MASTER_KEY);
		assertThat(signingKid()).isEqualTo(signing);
		assertThat(new Visitor(this.base, "lincolnusd", "ada.admin").signIn().http().get("/console/lincolnusd").html().select("ul.attention").text())
			.contains("Signing keys: one of them cannot be opened", "ROLLCALL_MASTER_KEY");
		assertThat(new Visitor(this.base, "washingtonisd", "wanda.admin").signIn().http().get("/console/washingtonisd").text())
			.doesNotContain("Signing keys");
		this.jdbc.sql("delete from signing_key where kid = 'sealed-otherwise'").update();
		this.keys.onSchedule();
		assertThat(this.keys.trouble()).isEmpty();

		SigningKeys otherNode = new SigningKeys(this.store, this.properties, this.clock, this.events);
		assertThat(otherNode.trouble()).isEmpty();
		this.clock.advance(this.properties.rotateEvery().plusDays(2));
		assertThat(otherNode.trouble()).contains(SigningKeys.Trouble.OVERDUE);
		otherNode.onSchedule();
		assertThat(otherNode.trouble()).isEmpty();
		this.clock.advance(this.properties.publishedBefore());
		this.keys.onSchedule();
	}

	@Test
	@Order(10)
	void anOperatorBeginsARotationWithAFileInTheDataFolder() throws Exception {
		Path request = this.rollcall.dataDirectory().resolve("rotate-keys");
		this.rotationOnDemand.onSchedule();
		assertThat(this.store.all()).noneMatch((key) -> key.signsFrom().isAfter(this.clock.instant()));

		Files.createFile(request);
		this.rotationOnDemand.onSchedule();

		assertThat(this.store.all()).anyMatch((key) -> key.signsFrom().isAfter(this.clock.instant()));
		assertThat(request).doesNotExist();
	}

	private String signingKid() throws Exception {
		return SignedJWT.parse(this.keys.sign(CLAIMS)).getHeader().getKeyID();
	}

	private List<String> kids() {
		return this.keys.published().getKeys().stream().map(JWK::getKeyID).toList();
	}

}
