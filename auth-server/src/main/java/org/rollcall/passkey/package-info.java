/**
 * Passkeys: who signs in with what a device keeps, and what those devices were asked to sign (WebAuthn).
 */
@ApplicationModule(displayName = "passkey", allowedDependencies = "platform")
@NullMarked
package org.rollcall.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
