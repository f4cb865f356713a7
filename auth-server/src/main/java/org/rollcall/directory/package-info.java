/**
 * Districts and the people who sign in: what ClassLink's {@code /v2/my/…} tells about a person. Rows of one district are
 * never joined with rows of another; the database sees to that with composite foreign keys.
 */
@ApplicationModule(displayName = "Directory", allowedDependencies = "platform")
@NullMarked
package org.rollcall.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
