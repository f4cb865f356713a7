/**
 * What is true about the server itself: what its operator turned on and off.
 */
@ApplicationModule(displayName = "setting", allowedDependencies = {})
@NullMarked
package org.rollcall.setting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
