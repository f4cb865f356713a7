package org.rollcall.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.Sha256;

import org.springframework.core.env.PropertyResolver;

/**
 * Looks up what a configuration takes from elsewhere: {@code ${READER_SECRET}}, {@code ${PORT:-8080}}, and files beside it.
 * Only the file that the server starts with may: whoever sends a configuration over the network could read the server's
 * environment with it.
 */
final class References {

	private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}");

	private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)(?::-(.*))?", Pattern.DOTALL);

	private static final int LARGEST_SECRET = 65_536;

	private final @Nullable PropertyResolver environment;

	private final @Nullable Path folder;

	private final MessageDigest read = Sha256.digest();

	private References(@Nullable PropertyResolver environment, @Nullable Path folder) {
		this.environment = environment;
		this.folder = folder;
	}

	/**
	 * @param folder what relative paths start from
	 */
	static References of(PropertyResolver environment, Path folder) {
		return new References(environment, folder);
	}

	/** Those of a document that came over the network: none are allowed. */
	static References none() {
		return new References(null, null);
	}

	/**
	 * Returns the text with every reference replaced by what it stands for; {@code $${} is a literal {@code ${}.
	 * @throws UnknownReferenceException with the reason in words
	 */
	String resolve(String text) {
		Matcher matcher = REFERENCE.matcher(text);
		StringBuilder resolved = new StringBuilder();
		while (matcher.find()) {
			String found = (matcher.group(1) != null) ? lookUp(matcher.group(1)) : "${";
			matcher.appendReplacement(resolved, Matcher.quoteReplacement(found));
		}
		note(resolved.toString());
		return matcher.appendTail(resolved).toString();
	}

	/**
	 * Notes something that was read for the configuration.
	 */
	void note(String read) {
		this.read.update((byte) 0);
		this.read.update(read.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns a hash of all that was read so far.
	 */
	byte[] fingerprint() {
		return this.read.digest();
	}

	/**
	 * Returns {@code value} with every text in it written so that {@link #resolve} gives it back.
	 */
	static Object escape(Object value) {
		return switch (value) {
			case String text -> text.replace("${", "$${");
			case Map<?, ?> map -> {
				Map<Object, Object> escaped = new LinkedHashMap<>();
				map.forEach((name, each) -> escaped.put(escape(name), (each != null) ? escape(each) : null));
				yield escaped;
			}
			case List<?> list -> list.stream().map((each) -> (each != null) ? escape(each) : null).toList();
			default -> value;
		};
	}

	/**
	 * Returns what is in a file, without the line break at its end.
	 * @throws UnknownReferenceException with the reason in words
	 */
	String read(String file) {
		Path path = path(file);
		try {
			if (Files.size(path) > LARGEST_SECRET) {
				throw new UnknownReferenceException("The file " + path + " is larger than a secret can be.");
			}
			String content = Files.readString(path).stripTrailing();
			note(content);
			return content;
		}
		catch (MalformedInputException ex) {
			throw new UnknownReferenceException("The file " + path + " is not text in UTF-8.");
		}
		catch (IOException ex) {
			throw new UnknownReferenceException(
					"The file " + path + (Files.exists(path) ? " cannot be read." : " does not exist."));
		}
	}

	/**
	 * Returns the path of a file or folder that the configuration names.
	 * @throws UnknownReferenceException if it may name none
	 */
	Path path(String file) {
		if (this.folder == null) {
			throw new UnknownReferenceException(
					"Files may be named in the file that the server starts with only; send the content instead.");
		}
		try {
			return this.folder.resolve(file).normalize();
		}
		catch (InvalidPathException ex) {
			throw new UnknownReferenceException("'" + file + "' is not a path.");
		}
	}

	private String lookUp(String reference) {
		Matcher parts = NAME.matcher(reference);
		if (!parts.matches()) {
			throw new UnknownReferenceException("'${" + reference
					+ "}' names no environment variable; write ${NAME}, ${NAME:-default}, or $${ for the characters themselves.");
		}
		if (this.environment == null) {
			throw new UnknownReferenceException("${" + parts.group(1)
					+ "} may stand in the file that the server starts with only; send the value instead.");
		}
		String value = this.environment.getProperty(parts.group(1));
		String otherwise = parts.group(2);
		if (otherwise != null && otherwise.contains("${")) {
			throw new UnknownReferenceException("The default in '${" + reference + "}' may not hold another ${...}.");
		}
		if (value != null && (!value.isEmpty() || otherwise == null)) {
			return value;
		}
		if (otherwise != null) {
			return otherwise;
		}
		throw new UnknownReferenceException("The environment variable " + parts.group(1) + " is not set; set it, or write ${"
				+ parts.group(1) + ":-...} to give a default.");
	}

	static final class UnknownReferenceException extends RuntimeException {

		UnknownReferenceException(String sentence) {
			super(sentence);
		}

		/** The sentence that says what is wrong. */
		String sentence() {
			return String.valueOf(getMessage());
		}

	}

}
