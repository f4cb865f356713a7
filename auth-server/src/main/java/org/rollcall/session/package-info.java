/**
 * Who is signed in, in which browser.
 */
@ApplicationModule(displayName = "session", allowedDependencies = "platform")
@NullMarked
package org.rollcall.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
