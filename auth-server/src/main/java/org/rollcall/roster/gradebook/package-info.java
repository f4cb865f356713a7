/**
 * The gradebook as apps write it: categories, line items and results beside those that the district's files have.
 */
@NamedInterface("gradebook")
@NullMarked
package org.rollcall.roster.gradebook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
