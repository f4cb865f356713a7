package org.rollcall.dropin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.rollcall.journey.RollcallTest;

import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * A whole server in drop-in mode.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RollcallTest
@ContextConfiguration(initializers = FreshDropInServer.class)
@TestPropertySource(properties = "rollcall.drop-in=true")
@interface DropInTest {

}
