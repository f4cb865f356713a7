package org.rollcall.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

import org.jspecify.annotations.Nullable;

/**
 * What a browser says it is, in the names by which people know it. It is what the browser says, and no proof.
 *
 * @param browser such as {@code "Firefox"}; {@code ""} if it is none that many have
 * @param system such as {@code "Windows"}; {@code ""} if it is none that many have
 */
public record Device(String browser, String system) {

	/** The first that stands in the header counts: most browsers also say that they are some others. */
	private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

	private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

	static {
		BROWSERS.put("Edg", "Edge");
		BROWSERS.put("OPR/", "Opera");
		BROWSERS.put("SamsungBrowser", "Samsung Internet");
		BROWSERS.put("Firefox/", "Firefox");
		BROWSERS.put("FxiOS/", "Firefox");
		BROWSERS.put("CriOS/", "Chrome");
		BROWSERS.put("Chrome/", "Chrome");
		BROWSERS.put("Safari/", "Safari");
		BROWSERS.put("curl/", "curl");
		SYSTEMS.put("CrOS", "ChromeOS");
		SYSTEMS.put("Windows", "Windows");
		SYSTEMS.put("Android", "Android");
		SYSTEMS.put("iPhone", "iPhone");
		SYSTEMS.put("iPad", "iPad");
		SYSTEMS.put("Macintosh", "Mac");
		SYSTEMS.put("Linux", "Linux");
	}

	static Device of(@Nullable String userAgent) {
		return new Device(first(BROWSERS, userAgent), first(SYSTEMS, userAgent));
	}

	private static String first(Map<String, String> names, @Nullable String userAgent) {
		return (userAgent == null) ? ""
				: names.entrySet().stream().filter((name) -> userAgent.contains(name.getKey())).map(Entry::getValue).findFirst().orElse("");
	}

}
