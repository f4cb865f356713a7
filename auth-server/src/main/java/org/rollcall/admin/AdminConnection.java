package org.rollcall.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks to the admin API of a server that runs, as the environment says where it is and with which key.
 */
final class AdminConnection {

	private final Map<String, String> environment;

	AdminConnection(Map<String, String> environment) {
		this.environment = environment;
	}

	HttpRequest.Builder request(String path) {
		try {
			return HttpRequest.newBuilder(URI.create(url() + path))
				.header(AdminKeyFilter.HEADER, key())
				.timeout(Duration.ofMinutes(5));
		}
		catch (IllegalArgumentException ex) {
			throw new CommandFailedException("ROLLCALL_URL is '" + url() + "', which is not an address such as http://localhost:9000.");
		}
	}

	private String url() {
		String url = this.environment.getOrDefault("ROLLCALL_URL", "http://localhost:9000");
		return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
	}

	private String key() {
		String key = this.environment.get("ROLLCALL_ADMIN_KEY");
		if (key != null && !key.isBlank()) {
			return key.strip();
		}
		Path file = Path.of(this.environment.getOrDefault("ROLLCALL_DATA_DIRECTORY", "data"), AdminApiKeys.FILE);
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new CommandFailedException("there is no key: set ROLLCALL_ADMIN_KEY, or ROLLCALL_DATA_DIRECTORY so that " + AdminApiKeys.FILE
					+ " is in it (" + file.toAbsolutePath() + " cannot be read).");
		}
	}

	HttpResponse<String> send(HttpRequest request) {
		return send(request, BodyHandlers.ofString());
	}

	<T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
		try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
			return client.send(request, handler);
		}
		catch (IOException ex) {
			throw new CommandFailedException("nothing answers at " + url() + "; start the server, or name it in ROLLCALL_URL.");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CommandFailedException("interrupted.");
		}
	}

	static JsonNode json(HttpResponse<String> answer) {
		try {
			return JsonMapper.shared().readTree(answer.body());
		}
		catch (JacksonException ex) {
			throw new CommandFailedException("the answer is not one of Rollcall's (status " + answer.statusCode() + ").");
		}
	}

	static String message(HttpResponse<String> answer) {
		@Nullable String message = json(answer).path("message").asString(null);
		return (message != null) ? message : "the answer is not one of Rollcall's (status " + answer.statusCode() + ").";
	}

}
