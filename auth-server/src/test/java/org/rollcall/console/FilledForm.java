package org.rollcall.console;

import java.util.HashMap;
import java.util.Map;

import org.jsoup.nodes.Element;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;

/**
 * The last form of a page, as a browser sends it when somebody filled in some of its fields.
 */
final class FilledForm {

	private FilledForm() {
	}

	/**
	 * @param namesAndValues what is typed, by turns
	 */
	static Page send(Http http, Page page, String... namesAndValues) {
		Element form = page.html().select("main form[method=post]").last();
		Map<String, String> fields = new HashMap<>();
		form.select("input:not([type=checkbox])").forEach((input) -> fields.put(input.attr("name"), input.attr("value")));
		form.select("input[checked]").forEach((input) -> fields.put(input.attr("name"), input.attr("value")));
		form.select("option[selected]").forEach((option) -> fields.put(option.closest("select").attr("name"), option.attr("value")));
		for (int i = 0; i < namesAndValues.length; i += 2) {
			fields.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		return http.post(form.absUrl("action"), fields);
	}

}
