package org.rollcall.platform;

import java.util.Optional;

import org.springframework.http.HttpStatus;

/**
 * How failures are told below some addresses, if nobody gets so far as to answer there.
 */
public interface ErrorForm {

	/**
	 * Returns what is written as JSON; nothing if the address is somebody else's.
	 * @param path as it was sent
	 * @param sentence what failed, in words
	 */
	Optional<Object> body(String path, HttpStatus status, String sentence);

}
