package org.rollcall.workbench;

import java.net.http.HttpRequest.BodyPublishers;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;

/**
 * A test's own process, calling the workbench.
 */
class Workbench {

	private final Http http;

	Workbench(String base) {
		this.http = new Http(base);
	}

	Page reset() {
		return post("/workbench/api/reset", "");
	}

	/**
	 * @param json with single quotes for double ones
	 */
	Page signIn(String json) {
		return post("/workbench/api/sign-in", json.replace('\'', '"'));
	}

	Page post(String path, String body, String... headers) {
		return this.http
			.send(this.http.request(path, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
	}

	Http http() {
		return this.http;
	}

}
