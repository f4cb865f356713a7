package org.rollcall.dropin;

import java.time.InstantSource;
import java.util.Set;

import org.rollcall.platform.RollcallProperties;
import org.rollcall.platform.ServedHosts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;

/**
 * A second connector, which speaks TLS for ClassLink's hosts. Without {@code rollcall.drop-in} nothing of this room exists.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("rollcall.drop-in")
@Import({ DropInNotice.class, PortalFilter.class })
class DropInConfiguration {

	@Bean
	Authority dropInAuthority(RollcallProperties properties, InstantSource clock) {
		return new AuthorityFile(properties.dataDirectory()).open(clock.instant());
	}

	/**
	 * An RSA key takes a while to make; the rest of the server need not wait for it.
	 */
	@Bean(bootstrap = Bean.Bootstrap.BACKGROUND)
	RunningCertificate runningCertificate(Authority authority, InstantSource clock) {
		return new RunningCertificate(authority, clock);
	}

	@Bean
	ServedHosts classLinkHosts() {
		return new ServedHosts(Set.copyOf(ClassLinkHosts.ALL), Set.of("." + ClassLinkHosts.ROSTER_SERVERS));
	}

	/**
	 * A browser would remember for a year that ClassLink's hosts must have a certificate that it trusts, and the next test server
	 * has another authority.
	 */
	@Bean
	Customizer<HeadersConfigurer<HttpSecurity>> withoutStrictTransportSecurity() {
		return (headers) -> headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable);
	}

	/**
	 * After all that configure the first connector, because the second is to read requests the same way.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> dropInConnector(DropInProperties properties,
			ObjectProvider<RunningCertificate> certificate) {
		return (factory) -> factory
			.addAdditionalConnectors(new TlsConnector(factory, properties.dropInPort(), certificate).connector());
	}

}
