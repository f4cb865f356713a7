package org.rollcall.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what is dangerous: whoever has not typed the password within the last minutes does so first. Put it on the page that
 * asks (GET) and on what it sends (POST, at the same address), so that nothing typed is lost.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Reauthenticated {

	/**
	 * Fields of the form that its page needs in order to be as it was when whoever sends it too late comes back. They stand in an
	 * address on the way.
	 */
	String[] kept() default {};

}
