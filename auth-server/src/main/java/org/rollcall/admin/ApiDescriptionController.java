package org.rollcall.admin;

import java.time.Duration;
import java.util.Map;

import org.rollcall.platform.ApiDescription;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of the admin API, for everybody: it holds no secret, and without a key nothing in it works.
 */
@RestController
class ApiDescriptionController {

	private final ApiDescription description;

	ApiDescriptionController(ApiDescription description) {
		this.description = description;
	}

	@GetMapping(path = ApiDescription.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Object>> document() {
		return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(5))).body(this.description.document());
	}

}
