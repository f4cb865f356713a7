/**
 * The protocol: authorize, token, revocation, introspection, discovery, JWKS, logout. ClassLink's quirks are in
 * {@code oauth.dialect}.
 */
@ApplicationModule(displayName = "oauth",
		allowedDependencies = { "platform", "client", "consent", "token", "key", "session", "directory",
				"roster", "setting", "share" })
@NullMarked
package org.rollcall.oauth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
