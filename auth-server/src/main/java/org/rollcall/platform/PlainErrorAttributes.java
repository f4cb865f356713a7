package org.rollcall.platform;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/**
 * What an error says to a program: the status and a {@code message}, like the errors of ClassLink's user API. Nothing of
 * what went wrong inside is in it.
 */
@Component
class PlainErrorAttributes extends DefaultErrorAttributes {

	@Override
	public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
		Map<String, Object> known = super.getErrorAttributes(request, ErrorAttributeOptions.of());
		Object status = known.getOrDefault("status", HttpStatus.INTERNAL_SERVER_ERROR.value());
		Map<String, Object> attributes = new LinkedHashMap<>();
		attributes.put("status", status);
		attributes.put("message", message((Integer) status));
		return attributes;
	}

	private static String message(int status) {
		return switch (status) {
			case 400 -> "The request cannot be read.";
			case 403 -> "This is not allowed.";
			case 404 -> "There is nothing at this address.";
			case 405 -> "This address does not take this method.";
			case 406 -> "There is no answer in the form that was asked for: the answers are JSON.";
			case 415 -> "The body is of a type that is not read here.";
			case 503 -> "The database does not answer at the moment. Try again shortly; nothing was lost.";
			default -> (status < 500) ? "The request cannot be answered as it is."
					: "Something went wrong on the server. It was written to the log.";
		};
	}

}
