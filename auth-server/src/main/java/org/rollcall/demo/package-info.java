/**
 * Above every other room: fills an empty server with the demo districts and their apps, and exists in demo mode only.
 */
@ApplicationModule(displayName = "demo",
		allowedDependencies = { "platform", "client", "directory", "roster", "password" })
@NullMarked
package org.rollcall.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
