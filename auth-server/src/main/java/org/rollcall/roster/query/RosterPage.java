package org.rollcall.roster.query;

import java.util.List;
import java.util.Map;

/**
 * A page of an answer.
 *
 * @param rows for each its fields, without those that have no value: texts, lists of texts, {@link Boolean}s, numbers,
 * {@link java.time.LocalDate}s, {@link java.time.Instant}s, {@link Reference}s and lists of them, and maps
 * @param total how many there are on all pages
 * @param last the sourcedId of the last row; {@code ""} if there is none
 * @param more whether there are rows behind it
 */
public record RosterPage(List<Map<String, Object>> rows, long total, String last, boolean more) {

}
