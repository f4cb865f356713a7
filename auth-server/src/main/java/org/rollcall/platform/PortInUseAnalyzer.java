package org.rollcall.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says how to choose another port; Spring Boot's own analyzer does not know the name of the setting here.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortInUseAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		return new FailureAnalysis("Port " + cause.getPort() + " is in use by another program.",
				"Stop that program, or choose another port with SERVER_PORT, as in SERVER_PORT=9010 ./rollcall start.", cause);
	}

}
