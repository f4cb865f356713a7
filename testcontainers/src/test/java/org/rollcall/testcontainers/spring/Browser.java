package org.rollcall.testcontainers.spring;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.rollcall.testcontainers.Rollcall;

/**
 * Goes to a page of an app that asks who is there.
 */
final class Browser {

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final Rollcall rollcall;

	private final String person;

	Browser(Rollcall rollcall, String person) {
		this.rollcall = rollcall;
		this.person = person;
	}

	String open(String url) throws Exception {
		URI place = URI.create(url);
		for (int steps = 0; steps < 10; steps++) {
			if (place.toString().startsWith(this.rollcall.getAuthorizationUri())) {
				place = URI.create(this.rollcall.signInAt(place.toString(), this.person));
			}
			HttpResponse<String> response = this.http.send(
					HttpRequest.newBuilder(place).header("Accept", "text/html").build(), BodyHandlers.ofString());
			if (response.statusCode() == 200) {
				return response.body();
			}
			place = place.resolve(response.headers().firstValue("Location").orElseThrow());
		}
		throw new AssertionError("No end of redirects, the last one to " + place);
	}

}
