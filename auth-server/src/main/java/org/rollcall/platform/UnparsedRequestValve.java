package org.rollcall.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what never gets as far as {@link ErrorResponses}, because Tomcat can make no request of it: in one sentence, without
 * a word about the server.
 */
class UnparsedRequestValve extends ErrorReportValve {

	private final ObjectProvider<ErrorForm> forms;

	UnparsedRequestValve(ObjectProvider<ErrorForm> forms) {
		this.forms = forms;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (response.getStatus() < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
				|| !response.setErrorReported()) {
			return;
		}
		HttpStatus status = HttpStatus.resolve(response.getStatus());
		write(request.getRequestURI(), (status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR, response);
	}

	/**
	 * @param path {@code null} if not even that could be read
	 */
	private void write(@Nullable String path, HttpStatus status, Response response) {
		String sentence = (status == HttpStatus.BAD_REQUEST) ? "The request is too long, or no request that can be read."
				: ErrorResponses.sentence(status);
		String type = MediaType.APPLICATION_JSON_VALUE;
		String body;
		Optional<Object> form = (path != null) ? ErrorResponses.body(this.forms.stream(), path, status, sentence) : Optional.empty();
		if (form.isPresent()) {
			body = JsonMapper.shared().writeValueAsString(form.get());
		}
		else if (path != null && ErrorResponses.isTokenEndpoint(path)) {
			body = "{\"error\":\"" + ErrorResponses.error(status) + "\",\"error_description\":\"" + sentence + "\"}";
		}
		else if (path != null && ErrorResponses.isUserApi(path)) {
			body = "{\"message\":\"" + sentence + "\"}";
		}
		else {
			type = "text/plain;charset=UTF-8";
			body = sentence + "\n";
		}
		PageHeaders.write(response);
		response.setHeader(HttpHeaders.CONTENT_TYPE, type);
		try {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			response.setContentLength(bytes.length);
			response.getOutputStream().write(bytes);
			response.finishResponse();
		}
		catch (IOException | IllegalStateException ex) {
			// nobody is there any more who could read it
		}
	}

}
