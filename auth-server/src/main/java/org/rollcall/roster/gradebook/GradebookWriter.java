package org.rollcall.roster.gradebook;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.Person;
import org.rollcall.roster.query.Sight;

/**
 * Who writes into a gradebook.
 *
 * @param clientId the app, whose row it will be
 * @param person in whose name the app writes; {@code null} if in its own
 * @param sight what may be referred to
 */
public record GradebookWriter(String clientId, @Nullable Person person, Sight sight) {

}
