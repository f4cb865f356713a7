package org.rollcall.oneroster;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.util.UriUtils;

/**
 * SourcedIds in paths. A student information system may make one of anything, such as {@code ENG/1;2}, but what looks at addresses on the
 * way takes an escaped slash, percent sign or semicolon for an attack. So an id with one is written in letters that mean nothing to
 * anybody, until it is read out of the path again.
 */
final class OpaqueIds {

	private static final char MARK = '~';

	/** What cannot stay as it is: what looks dangerous, and what looks like one that was hidden. */
	private static final Pattern TELLING = Pattern.compile("~.*|.*%(2f|25|3b)[^/]*", Pattern.CASE_INSENSITIVE);

	private OpaqueIds() {
	}

	/**
	 * Hides the ids of a path.
	 * @param path as it was sent
	 * @param from where ids may begin
	 */
	static String hide(String path, int from) {
		if (path.indexOf('%', from) < 0 && path.indexOf(MARK, from) < 0) {
			return path;
		}
		return path.substring(0, from)
				+ Arrays.stream(path.substring(from).split("/", -1)).map(OpaqueIds::hide).collect(Collectors.joining("/"));
	}

	private static String hide(String segment) {
		if (!TELLING.matcher(segment).matches()) {
			return segment;
		}
		try {
			byte[] id = UriUtils.decode(segment, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
			return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
		}
		catch (IllegalArgumentException ex) {
			// Whatever refuses broken escapes elsewhere refuses it.
			return segment;
		}
	}

	/**
	 * Returns the variables of a path with the ids that were sent.
	 */
	static Map<String, String> of(ServerRequest request) {
		Map<String, String> variables = new LinkedHashMap<>(request.pathVariables());
		variables.replaceAll((name, value) -> shown(value));
		return variables;
	}

	/**
	 * Returns one of them.
	 */
	static String of(ServerRequest request, String variable) {
		return shown(request.pathVariable(variable));
	}

	private static String shown(String value) {
		return (value.charAt(0) == MARK) ? new String(Base64.getUrlDecoder().decode(value.substring(1)), StandardCharsets.UTF_8) : value;
	}

}
