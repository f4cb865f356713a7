package org.rollcall.roster.query;

/**
 * A GUIDRef: something of a roster that something else of it names.
 */
public record Reference(RosterType type, String sourcedId) {

}
