/**
 * How ClassLink and its clients speak: request converters and response writers around Spring's authorization server
 * (contract, sections 2, 3 and 7).
 */
@NullMarked
package org.rollcall.oauth.dialect;

import org.jspecify.annotations.NullMarked;
