package org.rollcall.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says whom a page of the console, or all of a controller's pages, are for. A page without it is for nobody: a test fails for it,
 * and so does every request.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@interface Allowed {

	Audience value();

}
