package org.rollcall.workbench;

import org.rollcall.platform.StartupProblem;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Refuses whatever could be taken for on by one reader of the switch and for off by another. Spring's conditions know no "yes",
 * while its conversion does: the workbench would be off, and what it loosens elsewhere would be on.
 */
class WorkbenchInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		String value = context.getEnvironment().getProperty("rollcall.workbench.enabled", "false");
		if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
			throw new StartupProblem("rollcall.workbench.enabled is '" + value + "', which is neither true nor false.",
					"Set ROLLCALL_WORKBENCH_ENABLED to true, or take it away.");
		}
	}

}
