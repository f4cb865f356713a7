package org.rollcall.platform;

import java.time.Duration;

/**
 * Rows of a table that may go once an instant in one of their columns has passed. A room declares a bean of it for each
 * table that fills by itself.
 *
 * @param table the table
 * @param column the instant, indexed
 * @param kept how long beyond that instant a row is kept
 */
public record ExpiredRows(String table, String column, Duration kept) {

	/**
	 * Rows that may go as soon as the instant has passed.
	 */
	public static ExpiredRows of(String table, String column) {
		return new ExpiredRows(table, column, Duration.ZERO);
	}

}
