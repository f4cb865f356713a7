/**
 * The pages on the way to an app: find the district, sign in, allow, and what to read when something is wrong.
 */
@ApplicationModule(displayName = "signin",
		allowedDependencies = { "platform", "client", "consent", "directory", "oauth", "passkey", "password", "session",
				"token" })
@NullMarked
package org.rollcall.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
