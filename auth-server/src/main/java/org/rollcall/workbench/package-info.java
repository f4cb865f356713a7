/**
 * Test support, which exists only with {@code rollcall.workbench.enabled=true}: puts the state back to that of the start, and
 * signs people in without a browser. It works on the database as a whole, by what PostgreSQL's catalogue says of it, so that
 * no room has to know of it.
 */
@ApplicationModule(displayName = "workbench",
		allowedDependencies = { "platform", "client", "consent", "directory", "session" })
@NullMarked
package org.rollcall.workbench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
