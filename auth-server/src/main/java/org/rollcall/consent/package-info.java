/**
 * What people allowed which app, and what they are being asked.
 */
@ApplicationModule(displayName = "consent", allowedDependencies = "platform")
@NullMarked
package org.rollcall.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
