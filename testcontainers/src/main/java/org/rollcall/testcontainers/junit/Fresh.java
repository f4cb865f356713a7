package org.rollcall.testcontainers.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says more about a new {@code Person} or {@code Client} that a test asks for.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Fresh {

	/** A person's role. */
	String role() default "Student";

	/** The custom URL of a person's district; by default the first or only one. */
	String district() default "";

	/** An app's redirect URIs; {@code http://localhost:8080/callback} if it is left out. */
	String[] redirectUris() default {};

	/** What an app may ask for; everything if it is left out. */
	String[] scopes() default {};

	/** Whether an app has no secret. */
	boolean publicClient() default false;

}
