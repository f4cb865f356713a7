/**
 * The registered apps: who they are, where their people are sent back to, and what they may ask for.
 */
@ApplicationModule(displayName = "client", allowedDependencies = "platform")
@NullMarked
package org.rollcall.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
