/**
 * Ground floor: the clock, the embedded database, hashing, start-up checks and what every request goes through.
 */
@ApplicationModule(displayName = "platform", allowedDependencies = {})
@NullMarked
package org.rollcall.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
