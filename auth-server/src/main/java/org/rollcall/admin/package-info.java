/**
 * The admin API under {@code /admin/v1}: what a {@code rollcall.yaml} declares, as a whole or one thing at a time, and what
 * administrators do besides.
 */
@ApplicationModule(displayName = "admin", allowedDependencies = { "platform", "config", "administrator", "audit", "client", "directory",
		"key", "password", "roster", "session", "share", "token" })
@NullMarked
package org.rollcall.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
