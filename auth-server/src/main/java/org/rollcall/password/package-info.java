/**
 * People's passwords: hashed slowly, compared carefully, and slowed down when somebody guesses.
 */
@ApplicationModule(displayName = "password", allowedDependencies = { "platform", "setting" })
@NullMarked
package org.rollcall.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
