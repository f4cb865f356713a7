/**
 * Rollcall for the tests of apps that sign people in with ClassLink: in a container
 * ({@link org.rollcall.testcontainers.RollcallContainer}), or, where there is no Docker, as a child process
 * ({@link org.rollcall.testcontainers.RollcallServer}).
 */
@NullMarked
package org.rollcall.testcontainers;

import org.jspecify.annotations.NullMarked;
