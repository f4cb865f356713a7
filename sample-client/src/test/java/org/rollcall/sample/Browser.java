package org.rollcall.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody's browser: keeps cookies, and goes where the test says, never further. */
class Browser {

	private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

	private static final HttpClient.Builder CLIENTS = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = CLIENTS.cookieHandler(cookies).build();

	private final String app;

	Browser(int port) {
		this.app = "http://localhost:" + port;
	}

	Page get(String path) {
		return send(HttpRequest.newBuilder(URI.create(app + path)).GET());
	}

	/** Presses the button of a form on the page. */
	Page submit(Page page, String action) {
		Matcher token = FORM_TOKEN.matcher(page.text());
		return post(action, token.find() ? "form_token=" + token.group(1) : "");
	}

	Page post(String path, String form) {
		return send(HttpRequest.newBuilder(URI.create(app + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	/** Opens the sign-in, and reads the request that it carries to the server. */
	Map<String, String> beginSignIn() {
		return FakeClassLink.parameters(get("/login").location());
	}

	Page callback(Map<String, String> parameters) {
		return get("/callback?" + parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "="
					+ URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&")));
	}

	/** Comes back from the server with a code, as it should be. */
	Page comeBack(FakeClassLink classLink, Map<String, String> request) {
		return callback(Map.of("code", classLink.codeFor(request), "response_type", "code", "state",
				request.get("state")));
	}

	Page signIn(FakeClassLink classLink) {
		return comeBack(classLink, beginSignIn());
	}

	boolean isSignedIn() {
		return get("/home").status() == 200;
	}

	HttpCookie sessionCookie() {
		return cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("LINCOLN_READER"))
			.findFirst()
			.orElseThrow();
	}

	private Page send(HttpRequest.Builder request) {
		try {
			return new Page(http.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	record Page(HttpResponse<String> response) {

		int status() {
			return response.statusCode();
		}

		String text() {
			return response.body();
		}

		URI location() {
			return URI.create(header("Location"));
		}

		String header(String name) {
			return response.headers().firstValue(name).orElseThrow();
		}

	}

}
