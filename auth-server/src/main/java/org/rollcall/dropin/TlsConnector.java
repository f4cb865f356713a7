package org.rollcall.dropin;

import java.util.Map;

import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.util.LambdaSafe;

/**
 * Tomcat's second connector, which speaks TLS and reads requests as the first one does. It asks for the certificate not before
 * it starts: until then the keys may be in the making.
 */
class TlsConnector {

	private final Connector connector;

	private final SslConnectorCustomizer ssl;

	TlsConnector(TomcatServletWebServerFactory factory, int port, ObjectProvider<RunningCertificate> certificate) {
		this.connector = new Connector(factory.getProtocol());
		this.ssl = new SslConnectorCustomizer(LogFactory.getLog(TlsConnector.class), this.connector, null);
		this.connector.setPort(port);
		this.connector.setURIEncoding(factory.getUriEncoding().name());
		this.connector.setProperty("bindOnInit", "false");
		if (this.connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol && factory.getAddress() != null) {
			protocol.setAddress(factory.getAddress());
		}
		LambdaSafe
			.callbacks(TomcatProtocolHandlerCustomizer.class, factory.getProtocolHandlerCustomizers(),
					this.connector.getProtocolHandler())
			.invoke((customizer) -> invoke(customizer, this.connector.getProtocolHandler()));
		this.connector.addLifecycleListener((event) -> {
			// not before, because some of them may not be known yet
			if (event.getType().equals(Lifecycle.BEFORE_INIT_EVENT)) {
				factory.getConnectorCustomizers().forEach((customizer) -> customizer.customize(this.connector));
			}
			if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
				certificate.getObject().use(this::change);
			}
		});
	}

	Connector connector() {
		return this.connector;
	}

	/**
	 * Shows another certificate from now on; connections that are open stay.
	 */
	private void change(SslBundle bundle) {
		if (this.connector.getState().isAvailable()) {
			this.ssl.update(null, bundle);
		}
		else {
			this.ssl.customize(bundle, Map.of());
		}
	}

	@SuppressWarnings("unchecked")
	private static void invoke(TomcatProtocolHandlerCustomizer<?> customizer, ProtocolHandler handler) {
		((TomcatProtocolHandlerCustomizer<ProtocolHandler>) customizer).customize(handler);
	}

}
