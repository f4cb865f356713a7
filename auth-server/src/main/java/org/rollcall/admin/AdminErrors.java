package org.rollcall.admin;

import java.util.Map;

import org.rollcall.config.BeyondWriterException;
import org.rollcall.config.ForeignDistrictException;
import org.rollcall.config.InvalidConfigException;
import org.rollcall.config.ItemExistsException;
import org.rollcall.config.ScopeBeyondWriterException;
import org.rollcall.platform.Problem;
import org.rollcall.roster.ImportRefusedException;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.bind.MissingServletRequestParameterException;

/**
 * What went wrong at the admin API: a {@link Problem}, and each fault with its place.
 */
@RestControllerAdvice(basePackageClasses = AdminErrors.class)
class AdminErrors {

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> invalid(InvalidConfigException ex) {
		return new Problem(HttpStatus.BAD_REQUEST, "faults", String.valueOf(ex.getMessage()), Map.of("faults", ex.faults())).response();
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> foreign(ForeignDistrictException ex) {
		return message(HttpStatus.FORBIDDEN, "foreign-district", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> beyondReach(BeyondReachException ex) {
		return message(HttpStatus.FORBIDDEN, "beyond-reach", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> beyondWriter(BeyondWriterException ex) {
		return message(HttpStatus.FORBIDDEN, "beyond-reach", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> beyondWriter(ScopeBeyondWriterException ex) {
		return message(HttpStatus.FORBIDDEN, "beyond-reach", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> stale(StaleItemException ex) {
		return message(HttpStatus.PRECONDITION_FAILED, "stale", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> refusedByState(RefusedByStateException ex) {
		return message(HttpStatus.CONFLICT, ex.kind(), String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> importRefused(ImportRefusedException ex) {
		return switch (ex.reason()) {
			case BUSY -> message(HttpStatus.CONFLICT, "import-under-way", String.valueOf(ex.getMessage()));
			case NOT_NOW -> message(HttpStatus.CONFLICT, "import-state", String.valueOf(ex.getMessage()));
			case TOO_MANY_LEAVING -> message(HttpStatus.CONFLICT, "too-many-leaving", String.valueOf(ex.getMessage()));
			case UPLOAD -> message(HttpStatus.BAD_REQUEST, "upload", String.valueOf(ex.getMessage()));
		};
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> exists(ItemExistsException ex) {
		return message(HttpStatus.CONFLICT, "exists", String.valueOf(ex.getMessage()));
	}

	/**
	 * Two requests for the same thing wait for each other, or both made it; one of them is told.
	 */
	@ExceptionHandler({ ConcurrencyFailureException.class, DataIntegrityViolationException.class })
	ResponseEntity<Map<String, Object>> sameMoment() {
		return message(HttpStatus.CONFLICT, "same-moment", "Somebody else changed the same at the same moment; look, and try again.");
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> unknown(UnknownItemException ex) {
		return message(HttpStatus.NOT_FOUND, "unknown", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> tooLarge(BodyTooLargeException ex) {
		return message(HttpStatus.CONTENT_TOO_LARGE, "too-large", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> missing(MissingServletRequestParameterException ex) {
		return message(HttpStatus.BAD_REQUEST, "parameter", "The parameter '" + ex.getParameterName() + "' is missing.");
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> mistyped(MethodArgumentTypeMismatchException ex) {
		return message(HttpStatus.BAD_REQUEST, "parameter", "The parameter '" + ex.getName() + "' is not what it must be.");
	}

	private static ResponseEntity<Map<String, Object>> message(HttpStatus status, String kind, String sentence) {
		return new Problem(status, kind, sentence).response();
	}

}
