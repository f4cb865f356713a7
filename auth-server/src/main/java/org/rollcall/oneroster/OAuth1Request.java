package org.rollcall.oneroster;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/**
 * A request that is signed as OAuth 1 says (RFC 5849, section 3): its parameters stand in the {@code Authorization} header or in the
 * query.
 *
 * @param signed all parameters of the header, the query and the form, decoded
 */
record OAuth1Request(List<Map.Entry<String, String>> signed) {

	private static final String SCHEME = "OAuth ";

	private static final String PREFIX = "oauth_";

	private static final int LONGEST_HEADER = 4_096;

	private static final Pattern IN_QUERY = Pattern.compile("(^|&)oauth_(signature|consumer_key)=");

	/** Possessive: it never looks twice at what it has passed, however much somebody sends. */
	private static final Pattern IN_HEADER = Pattern.compile("\\G\\s*+([^=\",\\s]++)\\s*+=\\s*+(?:\"([^\"]*+)\"|([^\",\\s]*+))\\s*+(?:,|$)");

	OAuth1Request {
		signed = List.copyOf(signed);
	}

	static boolean isOne(HttpServletRequest request) {
		String query = request.getQueryString();
		return isInHeader(request) || query != null && IN_QUERY.matcher(query).find();
	}

	private static boolean isInHeader(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return header != null && StringUtils.startsWithIgnoreCase(header + " ", SCHEME);
	}

	/**
	 * @throws OneRosterException if the parameters cannot be read
	 */
	static OAuth1Request of(HttpServletRequest request) {
		List<Map.Entry<String, String>> signed = new ArrayList<>();
		try {
			if (isInHeader(request)) {
				signed.addAll(inHeader((request.getHeader(HttpHeaders.AUTHORIZATION) + " ").substring(SCHEME.length()).strip()));
			}
			signed.addAll(form(request.getQueryString()));
			signed.addAll(inBody(request));
		}
		catch (IllegalArgumentException ex) {
			throw malformed("A parameter is not percent-encoded as it should be.");
		}
		Set<String> seen = new HashSet<>();
		signed.stream().map(Map.Entry::getKey).filter((name) -> name.startsWith(PREFIX) && !seen.add(name)).findFirst().ifPresent((name) -> {
			throw malformed(name + " was sent more than once: in the header, the query or the form, but not in two of them.");
		});
		return new OAuth1Request(signed);
	}

	private static List<Map.Entry<String, String>> inHeader(String header) {
		if (header.length() > LONGEST_HEADER) {
			throw malformed("The Authorization header is longer than %d characters.".formatted(LONGEST_HEADER));
		}
		List<Map.Entry<String, String>> parameters = new ArrayList<>();
		Matcher matcher = IN_HEADER.matcher(header);
		int end = 0;
		while (end < header.length() && matcher.find()) {
			String value = (matcher.group(2) != null) ? matcher.group(2) : matcher.group(3);
			if (!matcher.group(1).equalsIgnoreCase("realm")) {
				parameters.add(Map.entry(decode(matcher.group(1)), decode(value)));
			}
			end = matcher.end();
		}
		if (!header.substring(end).isBlank()) {
			throw malformed("The Authorization header cannot be read: it is OAuth oauth_consumer_key=\"…\", oauth_nonce=\"…\" and so on.");
		}
		return parameters;
	}

	/** In the header a plus sign is one. */
	private static String decode(String text) {
		return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	private static List<Map.Entry<String, String>> form(@Nullable String form) {
		return Arrays.stream((form != null) ? form.split("&") : new String[0]).filter((pair) -> !pair.isEmpty()).map((pair) -> {
			String[] parts = pair.split("=", 2);
			return Map.entry(URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
					(parts.length > 1) ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
		}).toList();
	}

	private static List<Map.Entry<String, String>> inBody(HttpServletRequest request) {
		if (!isForm(request)) {
			return List.of();
		}
		List<Map.Entry<String, String>> parameters = new ArrayList<>();
		request.getParameterMap().forEach((name, values) -> Arrays.stream(values).forEach((value) -> parameters.add(Map.entry(name, value))));
		form(request.getQueryString()).forEach(parameters::remove);
		return parameters;
	}

	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && Set.of("POST", "PUT").contains(request.getMethod())
				&& type.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

	Optional<String> find(String name) {
		return this.signed.stream().filter((parameter) -> parameter.getKey().equals(name)).map(Map.Entry::getValue).findFirst();
	}

	/**
	 * @throws OneRosterException if it is missing
	 */
	String required(String name) {
		return find(name).filter((value) -> !value.isEmpty()).orElseThrow(() -> malformed(name + " is missing."));
	}

	static OneRosterException malformed(String why) {
		return new OneRosterException(HttpStatus.BAD_REQUEST, CodeMinor.INVALID_DATA, "OAuth 1: " + why);
	}

}
