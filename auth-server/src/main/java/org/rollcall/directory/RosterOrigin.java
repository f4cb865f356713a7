package org.rollcall.directory;

/**
 * Where a district's roster came from when a configuration brought it.
 *
 * @param source for example {@code demo:lincolnusd}
 * @param digest the SHA-256 of all its files in lower-case hex digits
 */
public record RosterOrigin(String source, String digest) {
}
