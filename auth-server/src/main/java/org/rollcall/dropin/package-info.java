/**
 * Drop-in mode: Rollcall answers over TLS under ClassLink's own host names, so that not a line of an app is changed. For
 * tests, and for nothing else.
 */
@ApplicationModule(displayName = "dropin", allowedDependencies = "platform")
@NullMarked
package org.rollcall.dropin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
