package org.rollcall.sample;

import java.util.List;

/**
 * A class of somebody's, as OneRoster has it.
 *
 * @param code what the school calls it, such as {@code BIO-1}; empty if it has no such name
 * @param students their names, in the order of the alphabet
 */
record SchoolClass(String title, String code, List<String> students) {

	/** Without the students: they are pupils, and no log needs them. */
	@Override
	public String toString() {
		return "SchoolClass[" + code + "]";
	}

}
