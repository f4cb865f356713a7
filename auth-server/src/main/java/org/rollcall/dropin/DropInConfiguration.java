package org.rollcall.dropin;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;

import org.rollcall.platform.RollcallProperties;
import org.rollcall.platform.ServedHosts;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.util.LambdaSafe;
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

	@Bean
	RunningCertificate runningCertificate(Authority authority, InstantSource clock) {
		return new RunningCertificate(authority, clock);
	}

	@Bean
	RunningCertificate.Renewal certificateRenewal(RunningCertificate certificate, SslBundleRegistry bundles) {
		return new RunningCertificate.Renewal(certificate, bundles);
	}

	@Bean
	SslBundleRegistrar dropInBundle(RunningCertificate certificate) {
		return (registry) -> registry.registerBundle(RunningCertificate.BUNDLE, certificate.bundle());
	}

	@Bean
	ServedHosts classLinkHosts() {
		return new ServedHosts(Set.copyOf(ClassLinkHosts.ALL));
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
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> dropInConnector(DropInProperties properties, SslBundles bundles) {
		return (factory) -> factory.addAdditionalConnectors(connector(factory, properties.dropInPort(), bundles));
	}

	private static Connector connector(TomcatServletWebServerFactory factory, int port, SslBundles bundles) {
		Connector connector = new Connector(factory.getProtocol());
		connector.setPort(port);
		connector.setURIEncoding(factory.getUriEncoding().name());
		connector.setProperty("bindOnInit", "false");
		if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol && factory.getAddress() != null) {
			protocol.setAddress(factory.getAddress());
		}
		customize(factory, connector.getProtocolHandler());
		factory.getConnectorCustomizers().forEach((customizer) -> customizer.customize(connector));
		SslConnectorCustomizer ssl = new SslConnectorCustomizer(LogFactory.getLog(DropInConfiguration.class), connector, null);
		ssl.customize(bundles.getBundle(RunningCertificate.BUNDLE), Map.of());
		bundles.addBundleUpdateHandler(RunningCertificate.BUNDLE, (bundle) -> ssl.update(null, bundle));
		return connector;
	}

	private static void customize(TomcatServletWebServerFactory factory, ProtocolHandler handler) {
		LambdaSafe.callbacks(TomcatProtocolHandlerCustomizer.class, factory.getProtocolHandlerCustomizers(), handler)
			.invoke((customizer) -> invoke(customizer, handler));
	}

	@SuppressWarnings("unchecked")
	private static void invoke(TomcatProtocolHandlerCustomizer<?> customizer, ProtocolHandler handler) {
		((TomcatProtocolHandlerCustomizer<ProtocolHandler>) customizer).customize(handler);
	}

}
