package org.rollcall.testcontainers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips tests where no engine answers, or it has no image of Rollcall; in CI they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsImage.Condition.class)
public @interface NeedsImage {

	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if ("true".equals(System.getenv("CI"))) {
				return ConditionEvaluationResult.enabled("in CI");
			}
			if (!DockerClientFactory.instance().isDockerAvailable()) {
				return ConditionEvaluationResult.disabled("SKIPPED, for no Docker engine answers");
			}
			String image = RollcallContainer.defaultImage();
			try {
				DockerClientFactory.instance().client().inspectImageCmd(image).exec();
				return ConditionEvaluationResult.enabled("the image is there");
			}
			catch (NotFoundException ex) {
				return ConditionEvaluationResult.disabled("SKIPPED, for there is no image " + image + ": deploy/build-image");
			}
		}

	}

}
