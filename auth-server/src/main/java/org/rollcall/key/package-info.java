/**
 * The keys that sign id_tokens, and their rotation; and secrets that follow from the master key.
 */
@ApplicationModule(displayName = "key", allowedDependencies = "platform")
@NullMarked
package org.rollcall.key;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
