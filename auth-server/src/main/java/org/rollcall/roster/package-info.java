/**
 * The roster of a district: schools, people, classes and enrollments as OneRoster 1.1 has them, and their import from
 * CSV files. Who of them can sign in is the directory's business; the roster only tells it.
 */
@ApplicationModule(displayName = "Roster", allowedDependencies = { "directory", "platform" })
@NullMarked
package org.rollcall.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
