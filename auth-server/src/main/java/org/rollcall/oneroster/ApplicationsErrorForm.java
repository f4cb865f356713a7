package org.rollcall.oneroster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.rollcall.platform.ErrorForm;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * {@code status} 0 and a {@code message} (contract, section 6), as {@link ApplicationsController} itself refuses.
 */
@Component
class ApplicationsErrorForm implements ErrorForm {

	@Override
	public Optional<Object> body(String path, HttpStatus status, String sentence) {
		String root = ApplicationsController.APPLICATIONS;
		return (path.equals(root) || path.startsWith(root + "/")) ? Optional.of(refusal(sentence)) : Optional.empty();
	}

	static Map<String, Object> refusal(String message) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("status", 0);
		body.put("message", message);
		return body;
	}

}
