package org.rollcall.platform;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * The parameters of a request as they arrived: repeated, malformed or not encoded at all, nothing is lost
 * and nothing fails before somebody decides what to do about it.
 */
public final class Parameters {

	private final Map<String, List<Value>> values;

	private Parameters(Map<String, List<Value>> values) {
		this.values = values;
	}

	/**
	 * Reads the query of a GET, or the form of a POST (OpenID Connect Core, section 3.1.2.1 wants both), and then nothing
	 * else: a password in an address has no business here.
	 */
	public static Parameters of(HttpServletRequest request) {
		return "POST".equals(request.getMethod()) ? ofForm(request) : ofQuery(request.getQueryString());
	}

	/**
	 * The container puts the values of the query before those of the form.
	 */
	private static Parameters ofForm(HttpServletRequest request) {
		Parameters query = ofQuery(request.getQueryString());
		Map<String, List<Value>> values = new LinkedHashMap<>();
		request.getParameterMap().forEach((name, sent) -> {
			List<Value> form = Arrays.stream(sent)
				.skip(query.values(name).size())
				.map((value) -> new Value(value, value))
				.toList();
			if (!form.isEmpty()) {
				values.put(name, form);
			}
		});
		return new Parameters(values);
	}

	/**
	 * Reads a query.
	 * @param query as it stands in a URL, or {@code null} if there is none
	 */
	public static Parameters ofQuery(@Nullable String query) {
		Map<String, List<Value>> values = new LinkedHashMap<>();
		for (String pair : StringUtils.delimitedListToStringArray((query != null) ? query : "", "&")) {
			int equals = pair.indexOf('=');
			String name = decode((equals >= 0) ? pair.substring(0, equals) : pair);
			String raw = (equals >= 0) ? pair.substring(equals + 1) : "";
			if (name != null && !name.isEmpty()) {
				values.computeIfAbsent(name, (key) -> new ArrayList<>()).add(new Value(raw, decode(raw)));
			}
		}
		return new Parameters(values);
	}

	/**
	 * Returns the first value of a parameter, decoded; nothing, if it is absent, empty or malformed.
	 */
	public Optional<String> first(String name) {
		return values(name).stream()
			.map(Value::decoded)
			.filter(StringUtils::hasLength)
			.map(String::valueOf)
			.findFirst();
	}

	/**
	 * Returns the first value of a parameter as it stood in the query, not decoded.
	 */
	public Optional<String> firstRaw(String name) {
		return values(name).stream().map(Value::raw).findFirst();
	}

	/**
	 * Returns every value of a parameter that could be decoded.
	 */
	public List<String> all(String name) {
		return values(name).stream()
			.map(Value::decoded)
			.filter(StringUtils::hasLength)
			.map(String::valueOf)
			.toList();
	}

	/**
	 * Returns whether a parameter was sent with more than one value.
	 */
	public boolean isContradictory(String name) {
		return values(name).stream().map(Value::raw).distinct().count() > 1;
	}

	/**
	 * Returns whether a value of the parameter is not UTF-8 in percent-encoding, or has control characters.
	 */
	public boolean isMalformed(String name) {
		return values(name).stream()
			.map(Value::decoded)
			.anyMatch((value) -> value == null || value.chars().anyMatch(Character::isISOControl));
	}

	/**
	 * Returns the parameters as the query of a GET.
	 */
	public String asQuery() {
		return this.values.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue()
				.stream()
				.filter((value) -> value.decoded() != null)
				.map((value) -> encode(entry.getKey()) + "=" + encode(String.valueOf(value.decoded()))))
			.collect(Collectors.joining("&"));
	}

	private List<Value> values(String name) {
		return this.values.getOrDefault(name, List.of());
	}

	private static String encode(String value) {
		return UriUtils.encode(value, StandardCharsets.UTF_8);
	}

	/**
	 * Decodes a part of a query, or returns {@code null} if it is not UTF-8 in percent-encoding.
	 */
	private static @Nullable String decode(String raw) {
		byte[] encoded = raw.getBytes(StandardCharsets.ISO_8859_1);
		ByteBuffer bytes = ByteBuffer.allocate(encoded.length);
		for (int i = 0; i < encoded.length; i++) {
			if (encoded[i] == '%') {
				int high = (i + 2 < encoded.length) ? Character.digit(encoded[i + 1], 16) : -1;
				int low = (i + 2 < encoded.length) ? Character.digit(encoded[i + 2], 16) : -1;
				if (high < 0 || low < 0) {
					return null;
				}
				bytes.put((byte) (high << 4 | low));
				i += 2;
			}
			else {
				bytes.put((encoded[i] == '+') ? (byte) ' ' : encoded[i]);
			}
		}
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.decode(bytes.flip())
				.toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private record Value(String raw, @Nullable String decoded) {

	}

}
