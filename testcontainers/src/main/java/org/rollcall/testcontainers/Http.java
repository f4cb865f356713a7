package org.rollcall.testcontainers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.testcontainers.RollcallException.Fault;

/**
 * Asks one server, and makes an exception of what it refuses.
 */
final class Http {

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	/** A sign-in waits for the processor when a hundred of them come at once. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String JSON = "application/json";

	private final String baseUrl;

	private final @Nullable String adminKey;

	/**
	 * @param adminKey sent with every request, unless it is null
	 */
	Http(String baseUrl, @Nullable String adminKey) {
		this.baseUrl = baseUrl;
		this.adminKey = adminKey;
	}

	String get(String path) {
		return send("GET", path, JSON, null);
	}

	String get(String path, String accept) {
		return send("GET", path, accept, null);
	}

	String post(String path, String body) {
		return send("POST", path, JSON, body);
	}

	String put(String path, String body) {
		return send("PUT", path, JSON, body);
	}

	void delete(String path) {
		send("DELETE", path, JSON, null);
	}

	private String send(String method, String path, String accept, @Nullable String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.baseUrl + path))
			.timeout(PATIENCE)
			.header("Accept", accept);
		if (this.adminKey != null) {
			request.header("X-API-Key", this.adminKey);
		}
		boolean hasBody = body != null && !body.isEmpty();
		if (hasBody) {
			// JSON is YAML too, and what is YAML alone does not begin like this
			request.header("Content-Type", body.startsWith("{") ? JSON : "application/yaml");
		}
		request.method(method, hasBody ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		HttpResponse<String> response = exchange(request.build());
		if (response.statusCode() >= 300) {
			throw refused(method + " " + path, response);
		}
		return response.body();
	}

	/**
	 * Asks as a browser with a cookie does.
	 * @return where it is sent, which is not to this server
	 */
	String redirect(String path, String cookie) {
		HttpResponse<String> response = exchange(
				HttpRequest.newBuilder(URI.create(this.baseUrl + path)).timeout(PATIENCE).header("Cookie", cookie).build());
		String location = response.headers().firstValue("Location").orElse("");
		if (location.isEmpty() || location.startsWith("/")) {
			throw new RollcallException("The browser is not sent back to the app, but "
					+ (location.isEmpty() ? "shown a page with status " + response.statusCode() : "sent to " + location) + ".",
					response.statusCode(), List.of());
		}
		return location;
	}

	private HttpResponse<String> exchange(HttpRequest request) {
		try {
			return CLIENT.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new RollcallException("Rollcall did not answer " + request.method() + " " + request.uri() + ": " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RollcallException("Interrupted while waiting for " + request.uri(), ex);
		}
	}

	private static RollcallException refused(String what, HttpResponse<String> response) {
		String message = null;
		List<Fault> faults = new ArrayList<>();
		if (response.body().startsWith("{")) {
			try {
				Map<String, Object> answer = Json.parseObject(response.body());
				message = (answer.get("message") != null) ? answer.get("message").toString() : null;
				if (answer.get("faults") instanceof List<?> list) {
					list.forEach((fault) -> faults.add(fault((Map<?, ?>) fault)));
				}
			}
			catch (IllegalArgumentException | ClassCastException ex) {
				message = null;
			}
		}
		if (message == null) {
			message = what + " was answered with " + response.statusCode()
					+ (response.body().isBlank() ? "" : ": " + response.body());
		}
		return new RollcallException(message, response.statusCode(), faults);
	}

	private static Fault fault(Map<?, ?> fault) {
		return new Fault(number(fault.get("line")), number(fault.get("column")), String.valueOf(fault.get("path")),
				String.valueOf(fault.get("message")));
	}

	private static int number(@Nullable Object value) {
		return (value instanceof Number number) ? number.intValue() : 0;
	}

	/**
	 * Tells whether {@code path} is answered with 200 at once.
	 */
	static boolean isOk(String url) {
		try {
			return CLIENT
				.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build(), BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
