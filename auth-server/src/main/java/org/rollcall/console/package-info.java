/**
 * The pages for school IT: who may look after a district registers apps, looks after people and sees what happens.
 */
@ApplicationModule(displayName = "console", allowedDependencies = { "platform", "administrator", "audit", "client", "consent", "directory",
		"key", "passkey", "password", "roster", "session", "setting", "share", "tile", "token" })
@NullMarked
package org.rollcall.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
