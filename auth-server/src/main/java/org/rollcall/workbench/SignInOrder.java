package org.rollcall.workbench;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A sign-in as a test orders it.
 *
 * @param person a district and a login id, a login id alone, or a UserId
 * @param client the id of an app, or its name
 * @param scopes {@code null} for all that the app may ask for
 * @param redirectUri {@code null} for the app's first
 * @param decline the scopes whose ticks are taken away on the consent page
 * @param exchange whether the code is exchanged for tokens
 * @param keepSession whether the person stays signed in
 */
record SignInOrder(String person, String client, @Nullable List<String> scopes, @Nullable String redirectUri,
		@Nullable String state, @Nullable String nonce, @Nullable String prompt, List<String> decline, boolean exchange,
		boolean keepSession) {

}
