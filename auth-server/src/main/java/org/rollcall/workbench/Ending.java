package org.rollcall.workbench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page says on which a sign-in ended, as a text.
 */
final class Ending {

	private Ending() {
	}

	/**
	 * Returns the title and, of a page that speaks to developers too, what it says to them.
	 */
	static String inWords(Document page) {
		Element main = page.selectFirst("main");
		if (main == null) {
			return page.text();
		}
		main.select("h1 .over").remove();
		Element developer = main.selectFirst("section[aria-labelledby=developer]");
		Element told = (developer != null) ? developer : main;
		return Stream.concat(main.select("h1").stream().map(Element::text), told.select("p, dl > div, li").stream().map(Ending::line))
			.filter((line) -> !line.isBlank())
			.map((line) -> line.matches(".*[.!?]") ? line : line + ".")
			.collect(Collectors.joining(" "));
	}

	private static String line(Element element) {
		List<Element> terms = element.select("dt");
		return terms.isEmpty() ? element.text()
				: terms.getFirst().text() + ": "
						+ element.select("dd").stream().map(Element::text).collect(Collectors.joining(", "));
	}

}
