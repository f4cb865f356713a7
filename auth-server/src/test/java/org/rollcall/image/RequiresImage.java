package org.rollcall.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Tests of the image that {@code deploy/build-image} makes, or of the one that {@code -Drollcall.test.image} names. On a laptop
 * without an engine or the image they are left out, and a line says so; where {@code CI=true} they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresImage.Condition.class)
@interface RequiresImage {

	String IMAGE = System.getProperty("rollcall.test.image", "rollcall:latest");

	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			String missing = missing();
			if (missing == null) {
				return ConditionEvaluationResult.enabled("there is an image");
			}
			if ("true".equals(System.getenv("CI"))) {
				throw new AssertionError(missing);
			}
			System.out.println("The image is not tested: " + missing);
			return ConditionEvaluationResult.disabled(missing);
		}

		private static String missing() {
			if (!DockerClientFactory.instance().isDockerAvailable()) {
				return "no container engine answers. Start Docker; on a bare Debian machine .ci/engine does.";
			}
			boolean built = !DockerClientFactory.instance().client().listImagesCmd().withReferenceFilter(IMAGE).exec().isEmpty();
			return built ? null : "there is no image " + IMAGE + ". deploy/build-image builds it.";
		}

	}

}
