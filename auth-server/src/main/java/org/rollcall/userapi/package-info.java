/**
 * ClassLink's user API: {@code /v2/my/…}, {@code /my/groups} and userinfo (contract, sections 1 and 5).
 */
@ApplicationModule(displayName = "userapi",
		allowedDependencies = { "platform", "client", "directory", "oauth", "token" })
@NullMarked
package org.rollcall.userapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
