package org.rollcall.config;

import java.util.List;
import java.util.Map;

/**
 * One kind of thing that a configuration declares: how it is brought about, taken away, and written down. The parts are
 * applied in their order and removed in the opposite one, because each may refer to those before it.
 */
interface Part {

	/**
	 * Returns the name of the list in the document, for example {@code clients}.
	 */
	String list();

	/**
	 * Brings the server in line with the items; what is there already is left as it is. Faults go to the items.
	 */
	void apply(List<Section> items, ConfigDocument document, Changes changes);

	/**
	 * Removes what the items do not name.
	 */
	void removeOthers(List<Section> items, ConfigDocument document, Changes changes);

	/**
	 * Returns all there is, as items that bring it about again.
	 */
	List<Map<String, Object>> export();

}
