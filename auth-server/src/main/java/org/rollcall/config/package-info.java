/**
 * Configuration as code: reads a {@code rollcall.yaml}, finds every fault in it, brings the server in line with it, and writes
 * the running state in the same form.
 */
@ApplicationModule(displayName = "config", allowedDependencies = { "platform", "administrator", "client", "consent", "directory", "key",
		"password", "roster", "session", "setting", "share", "tile", "token" })
@NullMarked
package org.rollcall.config;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
