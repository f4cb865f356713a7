package org.rollcall.platform;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
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

	private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

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
	 * Opens a file that may be of any size, which is read as it arrives; nothing if there is none, or if so much stands before it
	 * that no browser sent it.
	 */
	public static Optional<Opened> open(HttpServletRequest request) throws IOException {
		Matcher type = BOUNDARY.matcher(String.valueOf(request.getContentType()));
		if (!type.matches()) {
			return Optional.empty();
		}
		InputStream rest = request.getInputStream();
		byte[] head = (request.getAttribute(HEAD) instanceof byte[] known) ? known : rest.readNBytes(FRAME);
		Parts parts = new Parts(head, type.group(1));
		while (parts.next()) {
			if (parts.isFile()) {
				// the parts have a line more at their beginning
				int begin = parts.from - 2;
				InputStream content = new SequenceInputStream(new ByteArrayInputStream(head, begin, head.length - begin), rest);
				return Optional.of(new Opened(parts.fileName(), new UntilBoundary(content, parts.boundary), rest));
			}
		}
		return Optional.empty();
	}

	/**
	 * A file that is on its way.
	 *
	 * @param name what it is called where it comes from; empty if nobody chose one
	 * @param content its bytes; reading fails if the form ends before the file does
	 */
	public record Opened(String name, InputStream content, InputStream rest) {

		private static final long MOST_FORGOTTEN = 100_000_000;

		/**
		 * Reads what is left and forgets it, up to a point: a browser that is cut short while it sends shows no answer.
		 */
		public void forget() throws IOException {
			byte[] forgotten = new byte[FRAME];
			for (long read = 0, total = 0; read >= 0 && total < MOST_FORGOTTEN; total += read) {
				read = this.rest.read(forgotten);
			}
		}

	}

	/**
	 * What stands before a boundary, of a body that is never in memory as a whole.
	 */
	private static final class UntilBoundary extends InputStream {

		private final InputStream in;

		private final byte[] boundary;

		private final byte[] buffer = new byte[8 * FRAME];

		private int from;

		private int to;

		/** Where the boundary is; negative as long as it has not come. */
		private int end = -1;

		private UntilBoundary(InputStream in, byte[] boundary) {
			this.in = in;
			this.boundary = boundary;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			if (length == 0) {
				return 0;
			}
			while (true) {
				// the last bytes may be the first of the boundary
				int ready = ((this.end >= 0) ? this.end : this.to - this.boundary.length + 1) - this.from;
				if (ready > 0) {
					int count = Math.min(ready, length);
					System.arraycopy(this.buffer, this.from, target, offset, count);
					this.from += count;
					return count;
				}
				if (this.end >= 0) {
					return -1;
				}
				fill();
			}
		}

		private void fill() throws IOException {
			System.arraycopy(this.buffer, this.from, this.buffer, 0, this.to - this.from);
			this.to -= this.from;
			this.from = 0;
			int read = this.in.read(this.buffer, this.to, this.buffer.length - this.to);
			if (read < 0) {
				throw new EOFException("The form ends before its file does");
			}
			int begin = Math.max(0, this.to - this.boundary.length + 1);
			this.to += read;
			for (int at = begin; at <= this.to - this.boundary.length && this.end < 0; at++) {
				if (this.buffer[at] == '\r'
						&& Arrays.equals(this.buffer, at, at + this.boundary.length, this.boundary, 0, this.boundary.length)) {
					this.end = at;
				}
			}
		}

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

		String fileName() {
			Matcher name = FILE_NAME.matcher(new String(this.headers.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
			return name.find() ? name.group(1) : "";
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
