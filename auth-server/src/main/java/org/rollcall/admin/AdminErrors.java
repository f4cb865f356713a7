package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.rollcall.config.ConfigFault;
import org.rollcall.config.InvalidConfigException;
import org.rollcall.config.ItemExistsException;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.bind.MissingServletRequestParameterException;

/**
 * What went wrong at the admin API: a {@code message}, and each fault with its place.
 */
@RestControllerAdvice(basePackageClasses = AdminErrors.class)
class AdminErrors {

	/**
	 * @param faults line and column are those of what was sent
	 */
	record Faulty(String message, List<ConfigFault> faults) {

	}

	@ExceptionHandler
	ResponseEntity<Faulty> invalid(InvalidConfigException ex) {
		return ResponseEntity.badRequest().body(new Faulty(String.valueOf(ex.getMessage()), ex.faults()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> exists(ItemExistsException ex) {
		return message(HttpStatus.CONFLICT, String.valueOf(ex.getMessage()));
	}

	/**
	 * Two requests for the same thing wait for each other, or both made it; one of them is told.
	 */
	@ExceptionHandler({ ConcurrencyFailureException.class, DataIntegrityViolationException.class })
	ResponseEntity<Map<String, String>> sameMoment() {
		return message(HttpStatus.CONFLICT, "Somebody else changed the same at the same moment; look, and try again.");
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> unknown(UnknownItemException ex) {
		return message(HttpStatus.NOT_FOUND, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> tooLarge(BodyTooLargeException ex) {
		return message(HttpStatus.CONTENT_TOO_LARGE, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> missing(MissingServletRequestParameterException ex) {
		return message(HttpStatus.BAD_REQUEST, "The parameter '" + ex.getParameterName() + "' is missing.");
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> mistyped(MethodArgumentTypeMismatchException ex) {
		return message(HttpStatus.BAD_REQUEST, "The parameter '" + ex.getName() + "' is not what it must be.");
	}

	private static ResponseEntity<Map<String, String>> message(HttpStatus status, String message) {
		return ResponseEntity.status(status).body(Map.of("message", message));
	}

}
