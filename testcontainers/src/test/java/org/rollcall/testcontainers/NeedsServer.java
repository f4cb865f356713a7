package org.rollcall.testcontainers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests where no rollcall.jar has been built; in CI they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsServer.Condition.class)
public @interface NeedsServer {

	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			String jar = System.getProperty("rollcall.jar", "");
			return Files.exists(Path.of(jar)) || "true".equals(System.getenv("CI"))
					? ConditionEvaluationResult.enabled("in CI, or " + jar + " is there")
					: ConditionEvaluationResult.disabled("SKIPPED, for there is no " + jar + ": mvn -pl db,auth-server package");
		}

	}

}
