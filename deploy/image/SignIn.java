import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What nearly every visitor of a demo does, so that it is in the AOT cache: {@code java SignIn.java http://localhost:9000}.
 * A teacher signs in, allows the app what it asks for, and the app fetches its tokens and uses them.
 */
class SignIn {

	private static final String CLIENT = "client_id=c17000000000000123456789abcdef0123456789abcdef";

	private static final String SECRET = "client_secret=00112233445566778899aabbccddeeff";

	private static final Pattern INPUT = Pattern.compile("<(?:input|button)\\b[^>]*>");

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
		.build();

	private final String base;

	SignIn(String base) {
		this.base = base;
	}

	public static void main(String[] arguments) throws Exception {
		new SignIn(arguments[0]).run();
	}

	private void run() throws Exception {
		for (String path : List.of("/", "/.well-known/openid-configuration", "/oauth2/v2/jwks", "/rollcall.css", "/rollcall.svg",
				"/nobody-has-this-district", "/lincolnusd")) {
			get(path);
		}
		String authorize = "/oauth2/v2/auth?" + CLIENT + "&response_type=code&scope=openid+profile+email&state=s&nonce=n&redirect_uri="
				+ encode("http://localhost:8080/code");
		HttpResponse<String> page = get(authorize);
		for (int step = 0; step < 10; step++) {
			if (page.statusCode() == 302) {
				String location = page.headers().firstValue("Location").orElseThrow();
				if (location.startsWith("http://localhost:8080/code")) {
					tokens(parameter(location, "code"));
					return;
				}
				page = get(location);
			}
			else if (page.body().contains("type=\"password\"")) {
				page = submit(page, "username", "tina.teacher", "password", "rollcall-demo");
			}
			else if (page.body().contains("name=\"consent_request\"")) {
				page = submit(page, "decision", "allow");
			}
			else if (page.uri().getPath().equals("/")) {
				page = get("/lincolnusd?" + page.uri().getRawQuery());
			}
			else {
				break;
			}
		}
		throw new IllegalStateException("no code: " + page.statusCode() + " " + page.uri() + "\n" + page.body());
	}

	private void tokens(String code) throws Exception {
		String tokens = post("/oauth2/v2/token", CLIENT + "&" + SECRET + "&code=" + encode(code)).body();
		String access = field(tokens, "access_token");
		for (String path : List.of("/v2/my/info", "/v2/my/profileinfo", "/oauth2/v2/userinfo")) {
			send(request(path).header("Authorization", "Bearer " + access));
		}
		String refreshed = post("/oauth2/v2/token",
				CLIENT + "&" + SECRET + "&grant_type=refresh_token&refresh_token=" + encode(field(tokens, "refresh_token"))).body();
		field(refreshed, "access_token");
		post("/oauth2/v2/token", CLIENT + "&" + SECRET + "&code=" + encode(code));
		get("/logout");
	}

	private HttpResponse<String> submit(HttpResponse<String> page, String... fields) throws Exception {
		String form = page.body().substring(page.body().indexOf("<form"));
		List<String> body = new ArrayList<>();
		Matcher input = INPUT.matcher(form);
		while (input.find()) {
			String tag = input.group();
			boolean ticked = tag.contains("type=\"checkbox\"") && tag.contains("checked");
			if (tag.contains("type=\"hidden\"") || ticked) {
				body.add(encode(attribute(tag, "name")) + "=" + encode(attribute(tag, "value")));
			}
		}
		for (int i = 0; i < fields.length; i += 2) {
			body.add(fields[i] + "=" + encode(fields[i + 1]));
		}
		String action = attribute(form.substring(0, form.indexOf('>')), "action");
		return post(page.uri().resolve(action).toString(), String.join("&", body));
	}

	private HttpResponse<String> get(String path) throws Exception {
		return send(request(path));
	}

	private HttpResponse<String> post(String path, String form) throws Exception {
		return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(path.startsWith("/") ? this.base + path : path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String field(String json, String name) {
		Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
		if (!matcher.find()) {
			throw new IllegalStateException("no " + name + " in " + json);
		}
		return matcher.group(1);
	}

	private static String attribute(String tag, String name) {
		Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
		return matcher.find() ? matcher.group(1).replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"") : "";
	}

	private static String parameter(String uri, String name) {
		Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(uri);
		if (!matcher.find()) {
			throw new IllegalStateException("no " + name + " in " + uri);
		}
		return URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
