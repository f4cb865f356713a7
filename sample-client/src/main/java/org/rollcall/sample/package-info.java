/**
 * Lincoln Reader: a small reading app that signs people in with ClassLink.
 *
 * <p>
 * The exchange is written out step by step instead of being left to Spring Security's
 * OAuth client, because people read this package to learn how it goes:
 * <ol>
 * <li>{@link org.rollcall.sample.AuthorizationRequest}: the browser is sent to ClassLink
 * <li>{@link org.rollcall.sample.AuthorizationResponse}: the browser comes back with a
 * code
 * <li>{@link org.rollcall.sample.ClassLink#exchange}: the code becomes tokens
 * <li>{@link org.rollcall.sample.IdTokenVerifier}: the id_token is checked
 * <li>{@link org.rollcall.sample.ClassLink#myInfo}: who is it?
 * </ol>
 * {@link org.rollcall.sample.SignIn} joins the last three.
 * {@link org.rollcall.sample.Roster} asks on: which classes, and who is in them?
 * {@link org.rollcall.sample.TileLaunch} is about the people who come in by a tile of
 * their LaunchPad.
 */
@NullMarked
package org.rollcall.sample;

import org.jspecify.annotations.NullMarked;
