package org.rollcall.oneroster;

import java.util.Optional;

import org.rollcall.platform.ErrorForm;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * OneRoster's error payload also for what is refused before anybody asks who sent it, such as an address with two slashes.
 */
@Component
class OneRosterErrorForm implements ErrorForm {

	@Override
	public Optional<Object> body(String path, HttpStatus status, String sentence) {
		if (!path.startsWith("/ims/") && !path.contains("/ims/oneroster/")) {
			return Optional.empty();
		}
		return Optional.of(StatusInfo.of(new OneRosterException(status, CodeMinor.of(status), sentence)));
	}

}
