package org.rollcall.sample;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells people what went wrong, and what they can do about it. */
@ControllerAdvice
class FailurePages {

	private static final Logger log = LoggerFactory.getLogger(FailurePages.class);

	private final SampleProperties properties;

	FailurePages(SampleProperties properties) {
		this.properties = properties;
	}

	@ExceptionHandler
	ModelAndView show(SignInFailure failure) {
		// the reason alone: what came from outside may hold a secret, or a forged log line
		log.info("Sign-in stopped: {}", failure.reason());
		return new ModelAndView("failure", Map.of("reason", failure.reason().key(), "said", failure.said(), "issuer",
				properties.issuer()), failure.reason().status());
	}

}
