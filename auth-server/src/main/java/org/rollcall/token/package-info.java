/**
 * Codes, access tokens and refresh tokens: how they are given, redeemed, refreshed and taken back.
 */
@ApplicationModule(displayName = "token", allowedDependencies = { "platform", "client", "key" })
@NullMarked
package org.rollcall.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
