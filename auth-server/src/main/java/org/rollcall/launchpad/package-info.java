/**
 * The LaunchPad, from which people start their apps, and the pages on which they look after what is their own.
 */
@ApplicationModule(displayName = "launchpad", allowedDependencies = { "platform", "administrator", "client", "consent", "directory",
		"oauth", "passkey", "password", "roster", "session", "tile", "token" })
@NullMarked
package org.rollcall.launchpad;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
