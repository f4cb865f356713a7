package org.rollcall.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real HTTP client with a cookie jar, which follows no redirect by itself.
 */
public class Http {

	private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

	private final HttpClient client;

	private final String base;

	/**
	 * @param base such as {@code http://localhost:9000}
	 */
	public Http(String base) {
		this(base, HttpClient.newBuilder());
	}

	/**
	 * @param client how the server is reached
	 */
	public Http(String base, HttpClient.Builder client) {
		this.base = base;
		this.client = client.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(Redirect.NEVER)
			.cookieHandler(this.cookies)
			.connectTimeout(Duration.ofSeconds(10))
			.build();
	}

	public String base() {
		return this.base;
	}

	public CookieManager cookies() {
		return this.cookies;
	}

	public Page get(String pathOrUrl, String... headers) {
		return send(request(pathOrUrl, headers).GET());
	}

	public Page post(String pathOrUrl, Map<String, String> form, String... headers) {
		return post(pathOrUrl, form.entrySet(), headers);
	}

	public Page post(String pathOrUrl, Collection<? extends Entry<String, String>> form, String... headers) {
		return send(request(pathOrUrl, headers).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(encode(form))));
	}

	public HttpRequest.Builder request(String pathOrUrl, String... headers) {
		String url = pathOrUrl.startsWith("/") ? this.base + pathOrUrl : pathOrUrl;
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	public Page send(HttpRequest.Builder builder) {
		HttpRequest request = builder.build();
		try {
			HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
			return new Page(request.uri(), response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public static String encode(Map<String, String> parameters) {
		return encode(parameters.entrySet());
	}

	public static String encode(Collection<? extends Entry<String, String>> parameters) {
		return parameters.stream()
			.map((parameter) -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
			.collect(Collectors.joining("&"));
	}

	public static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * Returns the parameters of a query, decoded, in their order.
	 */
	public static List<Entry<String, String>> query(URI uri) {
		String query = uri.getRawQuery();
		return (query == null) ? List.of()
				: Stream.of(query.split("&"))
					.map((pair) -> pair.split("=", 2))
					.map((pair) -> Map.entry(decode(pair[0]), (pair.length > 1) ? decode(pair[1]) : ""))
					.toList();
	}

	public static String parameter(URI uri, String name) {
		return query(uri).stream()
			.filter((parameter) -> parameter.getKey().equals(name))
			.map(Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	private static String decode(String value) {
		return URLDecoder.decode(value, StandardCharsets.UTF_8);
	}

}
