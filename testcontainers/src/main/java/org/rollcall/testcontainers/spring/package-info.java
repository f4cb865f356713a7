/**
 * Rollcall in Spring Boot's tests: {@code @ServiceConnection} on a
 * {@link org.rollcall.testcontainers.RollcallContainer}, or {@code @RollcallTest} beside {@code @SpringBootTest}, sets the
 * registration {@code classlink}, its provider {@code rollcall} and what a resource server needs.
 */
@NullMarked
package org.rollcall.testcontainers.spring;

import org.jspecify.annotations.NullMarked;
