/**
 * Rollcall in JUnit Jupiter: {@link org.rollcall.testcontainers.junit.RollcallTest}.
 */
@NullMarked
package org.rollcall.testcontainers.junit;

import org.jspecify.annotations.NullMarked;
