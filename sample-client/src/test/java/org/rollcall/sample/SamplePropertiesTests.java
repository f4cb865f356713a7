package org.rollcall.sample;

import java.net.URI;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class SamplePropertiesTests {

	private final ApplicationContextRunner app = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withUserConfiguration(Properties.class);

	@Test
	void theDemoDistrictIsTheDefault() {
		app.run((context) -> {
			SampleProperties properties = context.getBean(SampleProperties.class);
			assertThat(properties.tokenEndpoint()).isEqualTo("http://localhost:9000/oauth2/v2/token");
			assertThat(properties.myInfoEndpoint()).isEqualTo("http://localhost:9000/v2/my/info");
			assertThat(properties.clientId()).isEqualTo(FakeClassLink.CLIENT_ID);
			assertThat(properties.scopeList()).containsExactly("openid", "profile", "email", "roster.classes.basic",
					"roster.enrollments.basic", "roster.users.basic");
			assertThat(properties.frontPage()).isEqualTo(URI.create("http://localhost:9001/"));
			assertThat(properties.tileLaunch()).isEqualTo(TileLaunch.Mode.RESTART);
		});
	}

	@Test
	void theRealClassLinkHasItsApiOnAnotherHost() {
		app.withPropertyValues("sample.issuer=https://launchpad.classlink.com",
				"sample.api-base=https://nodeapi.classlink.com")
			.run((context) -> {
				SampleProperties properties = context.getBean(SampleProperties.class);
				assertThat(properties.authorizationEndpoint())
					.isEqualTo("https://launchpad.classlink.com/oauth2/v2/auth");
				assertThat(properties.myInfoEndpoint()).isEqualTo("https://nodeapi.classlink.com/v2/my/info");
			});
	}

	@Test
	void anIssuerWithASlashAtItsEndWouldMatchNoIdTokenAndIsRefusedAtTheStart() {
		app.withPropertyValues("sample.issuer=http://localhost:9000/")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("without a slash at its end"));
	}

	@Test
	void theSecretIsNeverPrinted() {
		app.run((context) -> assertThat(context.getBean(SampleProperties.class).toString())
			.doesNotContain(FakeClassLink.CLIENT_SECRET));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SampleProperties.class)
	static class Properties {

	}

}
