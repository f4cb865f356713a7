package org.rollcall.journey;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * A person at a browser who reads the pages and fills in their forms.
 */
public class Visitor {

	public static final String PASSWORD = "rollcall-demo";

	private final Http http;

	private final String district;

	private final String username;

	public Visitor(String base, String district, String username) {
		this(new Http(base), district, username);
	}

	public Visitor(Http http, String district, String username) {
		this.http = http;
		this.district = district;
		this.username = username;
	}

	public static Visitor teacher(String base) {
		return new Visitor(base, "lincolnusd", "tina.teacher");
	}

	public static Visitor student(String base) {
		return new Visitor(base, "lincolnusd", "sam.student");
	}

	public Http http() {
		return this.http;
	}

	/**
	 * Signs in at the district's page without an app.
	 */
	public Visitor signIn() {
		Page page = this.http.get("/" + this.district);
		Page answer = submitSignIn(page, PASSWORD);
		if (answer.status() != 302) {
			throw new AssertionError("not signed in: " + answer.status() + " " + answer.text());
		}
		return this;
	}

	public Page submitSignIn(Page page, String password) {
		Map<String, String> fields = page.hiddenFields();
		fields.put("username", this.username);
		fields.put("password", password);
		return this.http.post(action(page), fields);
	}

	/**
	 * Follows an authorization request through sign-in and consent, allowing everything, until it leaves the server.
	 * @return the address at the app
	 * @throws AssertionError if it ends on a page instead
	 */
	public URI allow(String authorizeUrl) {
		return reach(authorizeUrl, "allow");
	}

	public URI deny(String authorizeUrl) {
		return reach(authorizeUrl, "deny");
	}

	private URI reach(String authorizeUrl, String decision) {
		Page page = browse(authorizeUrl, decision);
		if (page.status() != 302) {
			throw new AssertionError("ended on a page: " + page.status() + " " + page.uri() + " " + page.text());
		}
		return page.location();
	}

	/**
	 * Follows an authorization request as far as it goes: to the redirect that leaves the server, or to a page that is
	 * neither sign-in nor consent.
	 */
	public Page browse(String url, String decision) {
		Page page = this.http.get(url);
		for (int step = 0; step < 20; step++) {
			if (page.status() == 302) {
				if (!page.location().toString().startsWith(this.http.base() + "/")) {
					return page;
				}
				page = this.http.get(page.location().toString());
			}
			else if (page.status() == 200 && page.uri().getPath().equals("/")) {
				page = this.http.get("/" + this.district + "?" + page.uri().getRawQuery());
			}
			else if (page.status() == 200 && page.html().selectFirst("input[type=password]") != null) {
				page = submitSignIn(page, PASSWORD);
			}
			else if (page.status() == 200 && page.html().selectFirst("[name=consent_request]") != null) {
				page = answerConsent(page, decision);
			}
			else {
				return page;
			}
		}
		throw new AssertionError("went round in circles, last at " + page.uri());
	}

	/**
	 * Opens an address and follows the redirects, but fills in nothing: to the redirect that leaves the server, or to a page.
	 */
	public Page open(String url) {
		Page page = this.http.get(url);
		while (page.status() == 302 && page.location().toString().startsWith(this.http.base() + "/")) {
			page = this.http.get(page.location().toString());
		}
		return page;
	}

	/**
	 * Answers a consent page with every box as it is ticked.
	 */
	public Page answerConsent(Page page, String decision) {
		return answerConsent(page, decision, page.form().select("input[type=checkbox][checked]").eachAttr("value"));
	}

	/**
	 * Answers a consent page.
	 * @param ticked the scopes whose boxes are ticked
	 */
	public Page answerConsent(Page page, String decision, List<String> ticked) {
		List<Entry<String, String>> form = new ArrayList<>(page.hiddenFields().entrySet());
		ticked.forEach((scope) -> form.add(Map.entry("scope", scope)));
		form.add(Map.entry("decision", decision));
		return this.http.post(action(page), form);
	}

	/**
	 * Returns a code for the app.
	 * @param more names and values of the authorization request by turns
	 */
	public String code(App app, String... more) {
		URI callback = allow(app.authorizeUrl(more));
		String code = Http.parameter(callback, "code");
		if (code == null) {
			throw new AssertionError("no code: " + callback);
		}
		return code;
	}

	/**
	 * Returns the token answer for a code.
	 */
	public Page tokens(App app, String... more) {
		String code = code(app, more);
		return (app.secret() != null) ? app.token(this.http, "code", code)
				: app.token(this.http, "code", code, "code_verifier", App.VERIFIER);
	}

	private static String action(Page page) {
		return page.form().absUrl("action");
	}

	static Map<String, String> form(String... parameters) {
		Map<String, String> form = new LinkedHashMap<>();
		App.pairs(parameters).forEach((pair) -> form.put(pair.getKey(), pair.getValue()));
		return form;
	}

}
