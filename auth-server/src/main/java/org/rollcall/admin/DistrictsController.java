package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.DistrictItems;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Districts, one at a time.
 */
@RestController
@RequestMapping("/admin/v1/districts")
class DistrictsController {

	private final DistrictItems districts;

	DistrictsController(DistrictItems districts) {
		this.districts = districts;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, Object> create(@RequestBody(required = false) @Nullable String item) {
		return this.districts.create((item != null) ? item : "");
	}

	@GetMapping
	List<Map<String, Object>> all() {
		return this.districts.all();
	}

	@GetMapping("/{customUrl}")
	Map<String, Object> find(@PathVariable String customUrl) {
		return this.districts.find(customUrl).orElseThrow(() -> none(customUrl));
	}

	@PutMapping("/{customUrl}")
	Map<String, Object> put(@PathVariable String customUrl, @RequestBody(required = false) @Nullable String item) {
		return this.districts.put(customUrl, (item != null) ? item : "");
	}

	@DeleteMapping("/{customUrl}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String customUrl) {
		if (!this.districts.remove(customUrl)) {
			throw none(customUrl);
		}
	}

	private static UnknownItemException none(String customUrl) {
		return new UnknownItemException("There is no district '" + customUrl + "'.");
	}

}
