package org.rollcall.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds out where a redirect URI that was sent differs from the registered ones, for people to read. It decides nothing:
 * what counts is equality, letter by letter.
 */
final class RedirectUriComparison {

	private RedirectUriComparison() {
	}

	/**
	 * Returns the registered URIs, the most similar to {@code sent} first.
	 */
	static List<String> bySimilarity(String sent, List<String> registered) {
		List<String> sorted = new ArrayList<>(registered);
		sorted.sort(Comparator.comparingInt((uri) -> differences(sent, uri).stream().mapToInt(RedirectUriComparison::weight).sum()));
		return sorted;
	}

	static Set<RedirectUriDifference> differences(String sent, String registered) {
		Set<RedirectUriDifference> differences = EnumSet.noneOf(RedirectUriDifference.class);
		if (!sent.equals(sent.strip())) {
			differences.add(RedirectUriDifference.WHITESPACE);
		}
		URI one = parse(sent.strip());
		URI other = parse(registered);
		if (one == null || other == null) {
			differences.add(RedirectUriDifference.ENCODING);
			return differences;
		}
		if (!Objects.equals(one.getScheme(), other.getScheme())) {
			differences.add(equalButCase(one.getScheme(), other.getScheme()) ? RedirectUriDifference.CASE
					: RedirectUriDifference.SCHEME);
		}
		compareHosts(one, other, differences);
		if (port(one) != port(other)) {
			differences.add(RedirectUriDifference.PORT);
		}
		comparePaths(text(one.getRawPath()), text(other.getRawPath()), differences);
		if (!Objects.equals(one.getRawQuery(), other.getRawQuery())) {
			differences.add(Objects.equals(one.getQuery(), other.getQuery()) ? RedirectUriDifference.ENCODING
					: RedirectUriDifference.QUERY);
		}
		if (one.getRawFragment() != null) {
			differences.add(RedirectUriDifference.FRAGMENT);
		}
		if (differences.isEmpty() && !sent.equals(registered)) {
			differences.add(RedirectUriDifference.ENCODING);
		}
		return differences;
	}

	private static void compareHosts(URI one, URI other, Set<RedirectUriDifference> differences) {
		String sent = text(one.getHost());
		String registered = text(other.getHost());
		if (!sent.equals(registered)) {
			differences.add(equalButCase(sent, registered) ? RedirectUriDifference.CASE : RedirectUriDifference.HOST);
		}
	}

	private static void comparePaths(String sent, String registered, Set<RedirectUriDifference> differences) {
		if (sent.equals(registered)) {
			return;
		}
		if (withoutSlash(sent).equals(withoutSlash(registered))) {
			differences.add(RedirectUriDifference.TRAILING_SLASH);
		}
		else if (equalButCase(withoutSlash(sent), withoutSlash(registered))) {
			differences.add(RedirectUriDifference.CASE);
			if (sent.endsWith("/") != registered.endsWith("/")) {
				differences.add(RedirectUriDifference.TRAILING_SLASH);
			}
		}
		else {
			differences.add(RedirectUriDifference.PATH);
		}
	}

	private static int weight(RedirectUriDifference difference) {
		return switch (difference) {
			case HOST -> 8;
			case PATH -> 4;
			case SCHEME, PORT, QUERY -> 2;
			default -> 1;
		};
	}

	private static int port(URI uri) {
		if (uri.getPort() >= 0) {
			return uri.getPort();
		}
		return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : -1;
	}

	private static String withoutSlash(String path) {
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	private static boolean equalButCase(@Nullable String one, @Nullable String other) {
		return one != null && one.equalsIgnoreCase(other);
	}

	private static String text(@Nullable String part) {
		return (part != null) ? part : "";
	}

	private static @Nullable URI parse(String value) {
		try {
			return new URI(value);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
