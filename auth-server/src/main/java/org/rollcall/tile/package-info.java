/**
 * What is true about tiles: which apps stand on a district's LaunchPad, and for whom.
 */
@ApplicationModule(displayName = "tile", allowedDependencies = {})
@NullMarked
package org.rollcall.tile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
