package org.rollcall.testcontainers.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a running Rollcall. All classes with the same {@link #config} and {@link #in} share one, which
 * starts with the first of them and stops after the last test of the run.
 *
 * <p>
 * Methods and constructors can have these parameters:
 * <ul>
 * <li>{@code Rollcall} (or {@code RollcallContainer}, {@code RollcallServer}): what runs
 * <li>{@code AdminClient}: its admin API
 * <li>{@code Person}: somebody new, whom no other test knows; a student, or what {@link Fresh} says
 * <li>{@code Client}: a new app, which no other test knows
 * </ul>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(RollcallExtension.class)
public @interface RollcallTest {

	/**
	 * What it starts with: a {@code rollcall.yaml}, or {@code classpath:} or {@code file:} and where one is. The demo districts if
	 * it is left out.
	 */
	String config() default "";

	/**
	 * Where it runs. The system property {@code rollcall.in} or the environment variable {@code ROLLCALL_IN} decides for all
	 * classes that leave it {@link Where#ANYWHERE open}.
	 */
	Where in() default Where.ANYWHERE;

	/**
	 * When everything is put back to the {@link #config}. Leave it, and let each test have people of its own, if tests run side by
	 * side: a reset hits them all.
	 */
	Reset reset() default Reset.NEVER;

	/**
	 * Where a Rollcall runs.
	 */
	enum Where {

		/** In a container if Docker answers, else in a child process. */
		ANYWHERE,

		/** In a container. */
		CONTAINER,

		/** In a child process. */
		PROCESS

	}

	/**
	 * When a Rollcall is put back to what it started with.
	 */
	enum Reset {

		/** Not at all. */
		NEVER,

		/** Before the first test of the class. */
		BEFORE_CLASS,

		/** Before each test. */
		BEFORE_EACH

	}

}
