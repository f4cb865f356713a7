package org.rollcall.roster;

import java.time.Instant;

/**
 * Happened: a district's roster was imported. Published within the import's transaction.
 *
 * @param tenantId the district
 * @param people how many people the roster has
 * @param classes how many classes
 * @param enrollments how many enrollments
 * @param at when
 */
public record RosterImported(int tenantId, int people, long classes, long enrollments, Instant at) {
}
