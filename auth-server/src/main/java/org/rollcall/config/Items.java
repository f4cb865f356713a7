package org.rollcall.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Things of one kind that have a name of their own, one at a time, in the form that a {@code rollcall.yaml} has them.
 */
public interface Items {

	/**
	 * Makes a new one.
	 * @param text the item, in JSON or YAML
	 * @return the item as it now is, with what was made up for it
	 * @throws InvalidConfigException with all its faults, if it has any
	 * @throws ItemExistsException if there is one of that name
	 */
	Map<String, Object> create(String text);

	/**
	 * Makes one, or brings the one of that name in line with the item.
	 * @param text the item without its name, or with the same one
	 * @throws InvalidConfigException with all its faults, if it has any
	 */
	Map<String, Object> put(String name, String text);

	Optional<Map<String, Object>> find(String name);

	List<Map<String, Object>> all();

	/**
	 * Removes one for good, with all that hangs on it.
	 * @return whether there was one
	 */
	boolean remove(String name);

}
