package org.rollcall.platform;

import java.util.List;
import java.util.Map;

/**
 * What the admin API can do, for whoever shows it to people.
 */
public interface ApiDescription {

	/** Where the description lies. */
	String PATH = "/v3/api-docs";

	/**
	 * Returns the description as an OpenAPI 3.1 document.
	 */
	Map<String, Object> document();

	/**
	 * Returns every operation, by path and method.
	 */
	List<Operation> operations();

	/**
	 * One of them.
	 *
	 * @param path with the names of its variables in braces
	 * @param summary in a few words
	 * @param scope what a key needs for it
	 * @param body whether something is to be sent
	 */
	record Operation(String method, String path, String summary, String scope, boolean body) {

	}

}
