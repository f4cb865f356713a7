/**
 * What is true about administrators: who may look after which district, and after the server as a whole.
 */
@ApplicationModule(displayName = "administrator", allowedDependencies = { "platform", "directory" })
@NullMarked
package org.rollcall.administrator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
