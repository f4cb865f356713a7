package org.rollcall.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The only file in a form (RFC 7578). The server takes {@code multipart/form-data} nowhere else, so that a request to any other
 * path cannot make it read one; therefore the form's CSRF token stands in its address.
 */
final class SentFile {

	private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?.*",
			Pattern.CASE_INSENSITIVE);

	private static final int FRAME = 8_192;

	private SentFile() {
	}

	/**
	 * Returns the file; nothing if there is none. Of one that is larger than {@code largest}, more than that much.
	 */
	static Optional<byte[]> read(HttpServletRequest request, int largest) throws IOException {
		Matcher type = BOUNDARY.matcher(String.valueOf(request.getContentType()));
		if (!type.matches()) {
			return Optional.empty();
		}
		byte[] body = body(request.getInputStream(), largest + FRAME);
		byte[] boundary = ("\r\n--" + type.group(1)).getBytes(StandardCharsets.ISO_8859_1);
		// the first boundary has no line before it
		byte[] all = new byte[body.length + 2];
		all[0] = '\r';
		all[1] = '\n';
		System.arraycopy(body, 0, all, 2, body.length);
		int part = indexOf(all, boundary, 0);
		while (part >= 0) {
			int from = part + boundary.length;
			int head = indexOf(all, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), from);
			if (head < 0) {
				return Optional.empty();
			}
			int end = indexOf(all, boundary, head + 2);
			String headers = new String(all, from, head - from, StandardCharsets.ISO_8859_1);
			if (headers.contains("filename=")) {
				return Optional.of(Arrays.copyOfRange(all, head + 4, (end < 0) ? all.length : Math.max(end, head + 4)));
			}
			part = end;
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

	private static int indexOf(byte[] all, byte[] part, int from) {
		for (int at = from; at <= all.length - part.length; at++) {
			if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
				return at;
			}
		}
		return -1;
	}

}
