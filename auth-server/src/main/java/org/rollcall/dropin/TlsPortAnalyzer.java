package org.rollcall.dropin;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says how to choose another port for TLS.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class TlsPortAnalyzer extends AbstractFailureAnalyzer<ConnectorStartFailedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ConnectorStartFailedException cause) {
		return new FailureAnalysis(
				"Port " + cause.getPort() + ", on which drop-in mode speaks TLS, is in use by another program, or the user who"
						+ " starts Rollcall may not open it.",
				"Stop that program, or choose another port with ROLLCALL_DROP_IN_PORT; below 1024 the system may want rights for"
						+ " it.",
				cause);
	}

}
