/**
 * Ground floor: keeps a record of what happens in the other rooms. It listens; nobody calls it but to read.
 */
@ApplicationModule(displayName = "audit", allowedDependencies = "platform")
@NullMarked
package org.rollcall.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
