package org.rollcall.admin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a route of the admin API what its address and its method do not say.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Described {

	/** What it does, in a few words. */
	String value();

	/** The schema of what is sent, by name, if it is another than that of the kind of things. */
	String takes() default "";

	/** What is sent, if it is neither JSON nor YAML but a file of this type. */
	String takesFile() default "";

	/** The answer's status where all went well, if it is another than usual. */
	int status() default 0;

	/** Whether the answer is a list. */
	boolean list() default false;

	/** In what other forms than JSON the answer can be had. */
	String[] alsoAs() default {};

}
