package org.rollcall.journey;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of a server.
 */
public record Page(URI uri, int status, HttpHeaders headers, String body) {

	private static final JsonMapper JSON = JsonMapper.shared();

	public String header(String name) {
		return this.headers.firstValue(name).orElse("");
	}

	public URI location() {
		return this.uri.resolve(header("Location"));
	}

	public JsonNode json() {
		return JSON.readTree(this.body);
	}

	public Document html() {
		return Jsoup.parse(this.body, this.uri.toString());
	}

	/**
	 * Returns the only form with the POST method.
	 */
	public Element form() {
		return html().selectFirst("form[method=post]");
	}

	/**
	 * Returns what a browser would send for the form if nobody touched it, and no button was pressed.
	 */
	public Map<String, String> hiddenFields() {
		Map<String, String> fields = new LinkedHashMap<>();
		form().select("input[type=hidden]").forEach((input) -> fields.put(input.attr("name"), input.attr("value")));
		return fields;
	}

	public String text() {
		return html().body().text();
	}

}
