package org.rollcall.platform;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Whatever fails outside a controller, in the caller's language: {@code message} at the user API (contract, section 5),
 * {@code error} at the token endpoints (RFC 6749, section 5.2), in an {@link ErrorForm} where there is one, else a page, unless JSON was asked for.
 */
@Controller
class ErrorResponses implements ErrorController {

	private static final Set<String> TOKEN_ENDPOINTS = Set.of("/oauth2/v2/token", "/oauth2/v2/revoke",
			"/oauth2/v2/introspect");

	private final JsonResponse json;

	private final List<ErrorForm> forms;

	ErrorResponses(JsonResponse json, List<ErrorForm> forms) {
		this.json = json;
		this.forms = forms;
	}

	@RequestMapping("${server.error.path:/error}")
	@Nullable String answer(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
		HttpStatus status = status(request);
		String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
		if (isTokenEndpoint(path)) {
			this.json.write(response, status, Map.of("error", error(status), "error_description", sentence(status)));
			return null;
		}
		if (isAdminApi(path)) {
			this.json.write(response, new Problem(status, error(status).replace('_', '-'), sentence(status)));
			return null;
		}
		Optional<Object> body = body(this.forms.stream(), path, status, sentence(status));
		if (body.isPresent()) {
			this.json.write(response, status, body.get());
			return null;
		}
		if (isUserApi(path) || wantsJson(request)) {
			this.json.write(response, status, Map.of("message", sentence(status)));
			return null;
		}
		response.setStatus(status.value());
		PageHeaders.write(response);
		model.addAttribute("status", status.value());
		return "error";
	}

	/**
	 * Nobody has failed who comes here on their own: there is just nothing to see.
	 */
	private static HttpStatus status(HttpServletRequest request) {
		HttpStatus status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)
				? HttpStatus.resolve(code) : HttpStatus.NOT_FOUND;
		return (status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR;
	}

	static Optional<Object> body(Stream<ErrorForm> forms, String path, HttpStatus status, String sentence) {
		return forms.flatMap((form) -> form.body(path, status, sentence).stream()).findFirst();
	}

	static boolean isTokenEndpoint(String path) {
		return TOKEN_ENDPOINTS.contains(path);
	}

	private static boolean isAdminApi(String path) {
		return path.startsWith("/admin/v1/");
	}

	static boolean isUserApi(String path) {
		return path.startsWith("/v2/") || path.startsWith("/my/") || path.startsWith("/admin/v1/")
				|| path.equals("/oauth2/v2/userinfo");
	}

	private static boolean wantsJson(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept != null && accept.contains(MediaType.APPLICATION_JSON_VALUE)
				&& !accept.contains(MediaType.TEXT_HTML_VALUE);
	}

	static String error(HttpStatus status) {
		return switch (status) {
			case SERVICE_UNAVAILABLE -> "temporarily_unavailable";
			case INTERNAL_SERVER_ERROR -> "server_error";
			default -> "invalid_request";
		};
	}

	static String sentence(HttpStatus status) {
		return switch (status) {
			case BAD_REQUEST -> "The request cannot be read. Its parameters must be UTF-8 in percent-encoding.";
			case FORBIDDEN -> "This is not allowed.";
			case NOT_FOUND -> "There is nothing at this address.";
			case METHOD_NOT_ALLOWED -> "This address does not take this method.";
			case CONTENT_TOO_LARGE -> "The request is too large.";
			case SERVICE_UNAVAILABLE ->
				"The database does not answer at the moment. Try again shortly; nothing was lost.";
			case INTERNAL_SERVER_ERROR -> "Something went wrong here. The server's log says more.";
			default -> status.getReasonPhrase() + ".";
		};
	}

}
