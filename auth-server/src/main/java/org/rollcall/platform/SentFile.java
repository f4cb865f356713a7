package org.rollcall.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The only file in a form (RFC 7578), and the fields that stand before it. The server takes {@code multipart/form-data} nowhere else, so
 * that a request to any other path cannot make it read one.
 */
public final class SentFile {

	private static final String HEAD = SentFile.class.getName() + ".head";

	private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?.*",
			Pattern.CASE_INSENSITIVE);

	private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

	private static final int FRAME = 8_192;

	private SentFile() {
	}

	/**
	 * Returns whether a request brings a form that may have a file in it.
	 */
	public static boolean isIn(HttpServletRequest request) {
		return BOUNDARY.matcher(String.valueOf(request.getContentType())).matches();
	}

	/**
	 * Returns a field that stands before the file. No more is read of the request than a browser sends before a file, so this may be
	 * asked for a stranger; {@link #read} goes on from there.
	 * @return nothing if there is no such field there
	 */
	public static Optional<String> fieldBefore(HttpServletRequest request, String name) throws IOException {
		Matcher type = BOUNDARY.matcher(String.valueOf(request.getContentType()));
		if (!type.matches()) {
			return Optional.empty();
		}
		byte[] head = request.getInputStream().readNBytes(FRAME);
		request.setAttribute(HEAD, head);
		Parts parts = new Parts(head, type.group(1));
		while (parts.next() && !parts.isFile()) {
			if (parts.headers.contains("name=\"" + name + "\"")) {
				return parts.ended ? Optional.of(new String(parts.content(), StandardCharsets.UTF_8)) : Optional.empty();
			}
		}
		return Optional.empty();
	}

	/**
	 * Returns the file; nothing if there is none. Of one that is larger than {@code largest}, more than that much.
	 */
	public static Optional<byte[]> read(HttpServletRequest request, int largest) throws IOException {
		Matcher type = BOUNDARY.matcher(String.valueOf(request.getContentType()));
		if (!type.matches()) {
			return Optional.empty();
		}
		InputStream rest = request.getInputStream();
		Parts parts = new Parts(body((request.getAttribute(HEAD) instanceof byte[] head)
				? new SequenceInputStream(new ByteArrayInputStream(head), rest) : rest, largest + FRAME), type.group(1));
		while (parts.next()) {
			if (parts.isFile()) {
				return Optional.of(parts.content());
			}
		}
		return Optional.empty();
	}

	/**
	 * What is too much is read to its end all the same, up to a point, and forgotten: a browser that is cut short while it sends
	 * shows no answer.
	 */
	private static byte[] body(InputStream in, int most) throws IOException {
		byte[] body = in.readNBytes(most);
		byte[] forgotten = new byte[FRAME];
		for (int read = 0, total = 0; read >= 0 && total < 20 * most; total += read) {
			read = in.read(forgotten);
		}
		return body;
	}

	/**
	 * The parts of a body, one after the other.
	 */
	private static final class Parts {

		private final byte[] all;

		private final byte[] boundary;

		private String headers = "";

		private int from;

		private int to;

		/** Whether the boundary after the part was there. */
		private boolean ended = true;

		Parts(byte[] body, String boundary) {
			// the first boundary has no line before it
			this.all = new byte[body.length + 2];
			this.all[0] = '\r';
			this.all[1] = '\n';
			System.arraycopy(body, 0, this.all, 2, body.length);
			this.boundary = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
			this.to = indexOf(this.all, this.boundary, 0);
		}

		boolean next() {
			if (this.to < 0 || !this.ended) {
				return false;
			}
			int begin = this.to + this.boundary.length;
			int head = indexOf(this.all, END_OF_HEADERS, begin);
			if (head < 0) {
				return false;
			}
			int end = indexOf(this.all, this.boundary, head + 2);
			this.headers = new String(this.all, begin, head - begin, StandardCharsets.ISO_8859_1);
			this.from = head + END_OF_HEADERS.length;
			this.ended = end >= 0;
			this.to = this.ended ? end : this.all.length;
			return true;
		}

		boolean isFile() {
			return this.headers.contains("filename=");
		}

		byte[] content() {
			return Arrays.copyOfRange(this.all, this.from, Math.max(this.to, this.from));
		}

	}

	private static int indexOf(byte[] all, byte[] part, int from) {
		for (int at = from; at <= all.length - part.length; at++) {
			if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
				return at;
			}
		}
		return -1;
	}

}
