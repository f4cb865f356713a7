package org.rollcall.console;

import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should look at.
 *
 * @param message what it is, by the name of the sentence in the message bundle, under {@code console.home.attention.}
 * @param about the app, the person or the key; {@code null} for the server's signing keys
 * @param number how often, or 0
 * @param time when it happened last, or will happen, or {@code null}
 * @param fix what to do about it, by the name of the sentence, under {@code console.home.fix.}
 * @param reason in words, as the server told the app, or {@code null}
 * @param link where to see more, or {@code null}
 */
record Attention(String message, @Nullable String about, int number, @Nullable ZonedDateTime time, String fix, @Nullable String reason,
		@Nullable String link) {

}
