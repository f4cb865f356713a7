/**
 * What is true about administrators: who may look after which district, and after the server as a whole,
 * and what they do to people, apps and the record, be it on a page or by a program.
 */
@ApplicationModule(displayName = "administrator", allowedDependencies = { "platform", "audit", "client", "consent", "directory",
		"passkey", "password", "roster", "session", "token" })
@NullMarked
package org.rollcall.administrator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
