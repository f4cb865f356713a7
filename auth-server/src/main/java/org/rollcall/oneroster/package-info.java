/**
 * The OneRoster REST API, as ClassLink's Roster Server has it (contract, section 6): a district's roster for apps, as far as the
 * district shares it, the token's scopes cover it, and the person behind it may see it.
 */
@ApplicationModule(displayName = "OneRoster",
		allowedDependencies = { "platform", "client", "consent", "directory", "roster", "roster :: query", "roster :: gradebook", "share", "token", "oauth" })
@NullMarked
package org.rollcall.oneroster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
