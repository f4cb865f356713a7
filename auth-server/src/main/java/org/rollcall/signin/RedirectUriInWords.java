package org.rollcall.signin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rollcall.oauth.RedirectUriDifference;

/**
 * What the problem page says about a redirect URI that was sent and the registered one most like it.
 */
final class RedirectUriInWords {

	private static final int LONGEST = 160;

	private static final int HEAD = 100;

	private static final int TAIL = 40;

	private RedirectUriInWords() {
	}

	/**
	 * Finds the part between the common beginning and the common end.
	 */
	static Comparison compare(String sent, String registered) {
		int shorter = Math.min(sent.length(), registered.length());
		int before = 0;
		while (before < shorter && sent.charAt(before) == registered.charAt(before)) {
			before++;
		}
		int after = 0;
		while (after < shorter - before
				&& sent.charAt(sent.length() - 1 - after) == registered.charAt(registered.length() - 1 - after)) {
			after++;
		}
		return new Comparison(shorten(sent.substring(0, before)),
				shorten(sent.substring(before, sent.length() - after)),
				shorten(registered.substring(before, registered.length() - after)),
				shorten(sent.substring(sent.length() - after)));
	}

	static List<Difference> differences(String sent, String registered, List<RedirectUriDifference> differences) {
		URI one = parse(sent.strip());
		URI other = parse(registered);
		return differences.stream()
			.map((difference) -> difference(difference, part(difference, one), part(difference, other)))
			.toList();
	}

	/**
	 * One part may be missing on either side; where both are, the difference has no parts to show.
	 */
	private static Difference difference(RedirectUriDifference difference, String sent, String registered) {
		String suffix = (sent.isEmpty() == registered.isEmpty()) ? "" : sent.isEmpty() ? ".missing" : ".extra";
		return new Difference("problem.difference." + difference + suffix, shorten(sent), shorten(registered));
	}

	private static String part(RedirectUriDifference difference, @Nullable URI uri) {
		if (uri == null) {
			return "";
		}
		return switch (difference) {
			case SCHEME -> text(uri.getScheme());
			case HOST -> text(uri.getHost());
			case PORT -> port(uri);
			case TRAILING_SLASH -> text(uri.getRawPath()).endsWith("/") ? "/" : "";
			case PATH -> text(uri.getRawPath());
			case QUERY -> (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
			case WHITESPACE, CASE, FRAGMENT, ENCODING -> "";
		};
	}

	private static String port(URI uri) {
		if (uri.getPort() >= 0) {
			return Integer.toString(uri.getPort());
		}
		return "https".equalsIgnoreCase(uri.getScheme()) ? "443" : "http".equalsIgnoreCase(uri.getScheme()) ? "80" : "";
	}

	private static String shorten(String value) {
		return (value.length() <= LONGEST) ? value
				: value.substring(0, HEAD) + " … " + value.substring(value.length() - TAIL);
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

	/**
	 * Two texts with what they have in common; each part shortened if it is very long.
	 */
	record Comparison(String before, String sent, String registered, String after) {

	}

	/**
	 * @param message the key of the sentence, which takes {@code sent} and {@code registered}
	 */
	record Difference(String message, String sent, String registered) {

	}

}
