/**
 * Which district shares which part of its roster with which app. Without a share an app sees nothing of a district, whatever it is
 * registered for and whoever signed in to it.
 */
@ApplicationModule(displayName = "Share", allowedDependencies = { "client", "directory", "key", "platform", "roster", "roster :: gradebook" })
@NullMarked
package org.rollcall.share;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
