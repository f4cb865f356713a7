package org.rollcall.platform;

import java.util.Arrays;

import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Takes the last word on errors from Tomcat.
 */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

	/**
	 * After Spring Boot, which puts Tomcat's own valve there.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> ownErrorReports(ObjectProvider<ErrorForm> forms) {
		return (factory) -> factory.addContextCustomizers((context) -> replaceErrorReports(context, forms));
	}

	/**
	 * Who asks before sending a large body is told to go on when somebody reads it, and not before: what is refused is not sent.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodiesThatAreRead() {
		return (factory) -> factory
			.addConnectorCustomizers((connector) -> connector.setProperty("continueResponseTiming", "onRead"));
	}

	/**
	 * ClassLink's proxy has them in its addresses (contract, section 6). Where they stand anywhere else they are refused by a filter
	 * in front of all that reads addresses.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> escapedSlashesLeftAsTheyAre() {
		return (factory) -> factory
			.addConnectorCustomizers((connector) -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
	}

	private static void replaceErrorReports(Context context, ObjectProvider<ErrorForm> forms) {
		StandardHost host = (StandardHost) context.getParent();
		Pipeline pipeline = host.getPipeline();
		Arrays.stream(pipeline.getValves()).filter(ErrorReportValve.class::isInstance).forEach(pipeline::removeValve);
		pipeline.addValve(new UnparsedRequestValve(forms));
		host.setErrorReportValveClass(UnparsedRequestValve.class.getName());
	}

}
