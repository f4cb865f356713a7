package org.rollcall.roster;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row of a roster's file.
 *
 * @param line where it begins in the file
 * @param values its values in the order of the file's columns, normalized, null for nothing
 * @param metadata what it says beyond the standard, as a JSON object; null for nothing
 */
record Row(int line, List<@Nullable String> values, @Nullable String metadata) {

	@Nullable String get(int index) {
		return this.values.get(index);
	}

}
