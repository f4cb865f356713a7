/**
 * Reads a roster as OneRoster asks for it: collections that are filtered, sorted and paged, of which nobody sees more than their
 * {@link org.rollcall.roster.query.Sight}.
 */
@NamedInterface("query")
@NullMarked
package org.rollcall.roster.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
