package org.rollcall.client;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How an app is started from a LaunchPad.
 *
 * @param redirectUris where its people may be sent, in the order of the registration
 * @param scopes what it may ask for
 * @param pkceRequired whether it has to begin a sign-in itself, because nobody else has its code verifier
 * @param initiateLoginUri where it begins a sign-in that somebody else asks for (OpenID Connect Core, section 4)
 * @param logo the hash of its logo, {@code null} if it has none
 */
public record Launch(String clientId, String name, List<String> redirectUris, Set<String> scopes, boolean pkceRequired,
		@Nullable String initiateLoginUri, @Nullable String logo) {
}
