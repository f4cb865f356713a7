package org.rollcall.adversity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rollcall.journey.Page;

/**
 * Sends byte for byte what no decent HTTP client would send.
 */
final class RawHttp {

	private RawHttp() {
	}

	/**
	 * Sends a request and returns its answer.
	 * @param target the request target, however broken
	 * @param body in ISO-8859-1, or {@code null} for a request without one
	 * @param headers names and values by turns
	 */
	static Page send(String base, String method, String target, String body, String... headers) {
		URI uri = URI.create(base);
		StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.0\r\nHost: " + uri.getAuthority() + "\r\n");
		for (int i = 0; i < headers.length; i += 2) {
			request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
		}
		if (body != null) {
			request.append("Content-Length: ").append(body.length()).append("\r\n");
		}
		request.append("\r\n").append((body != null) ? body : "");
		try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
			socket.setSoTimeout(30_000);
			try {
				socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
			}
			catch (SocketException ex) {
				// a server may answer before it has read everything
			}
			return parse(uri.resolve("/"), read(socket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Socket socket) throws IOException {
		StringBuilder response = new StringBuilder();
		byte[] buffer = new byte[16_384];
		try {
			for (int length = socket.getInputStream().read(buffer); length >= 0; length = socket.getInputStream()
				.read(buffer)) {
				response.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
			}
		}
		catch (SocketException ex) {
			// closed without having read everything: what was answered before is here
		}
		return response.toString();
	}

	private static Page parse(URI uri, String response) {
		int end = response.indexOf("\r\n\r\n");
		if (end < 0) {
			throw new AssertionError("no HTTP answer: " + response);
		}
		String[] lines = response.substring(0, end).split("\r\n");
		Map<String, List<String>> headers = new LinkedHashMap<>();
		for (String line : List.of(lines).subList(1, lines.length)) {
			int colon = line.indexOf(':');
			headers.computeIfAbsent(line.substring(0, colon), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).strip());
		}
		String body = new String(response.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
		return new Page(uri, Integer.parseInt(lines[0].split(" ")[1]), HttpHeaders.of(headers, (name, value) -> true), body);
	}

}
