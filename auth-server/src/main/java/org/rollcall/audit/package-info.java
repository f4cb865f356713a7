/**
 * Ground floor: keeps a record of what happens in the other rooms. Nobody calls it; it listens.
 */
@ApplicationModule(displayName = "audit", allowedDependencies = "platform")
@NullMarked
package org.rollcall.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
