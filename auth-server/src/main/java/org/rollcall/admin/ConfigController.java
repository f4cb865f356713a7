package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.rollcall.config.ConfigChange;
import org.rollcall.config.Configurations;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The configuration as a whole: out as YAML or JSON, in as either. Its JSON Schema is for everybody.
 */
@RestController
class ConfigController {

	private static final String CONFIG = "/admin/v1/config";

	private final Configurations configurations;

	ConfigController(Configurations configurations) {
		this.configurations = configurations;
	}

	@GetMapping(path = CONFIG, produces = { "application/yaml", MediaType.ALL_VALUE })
	String yaml() {
		return this.configurations.exportYaml();
	}

	@GetMapping(path = CONFIG, produces = MediaType.APPLICATION_JSON_VALUE)
	Map<String, Object> json() {
		return this.configurations.export();
	}

	@PutMapping(path = CONFIG, produces = MediaType.APPLICATION_JSON_VALUE)
	Applied apply(@RequestBody(required = false) String document, @RequestParam(defaultValue = "false") boolean dryRun) {
		List<ConfigChange> changes = this.configurations.apply((document != null) ? document : "", dryRun);
		return new Applied(changes.size(), changes);
	}

	@GetMapping(path = "/rollcall.schema.json", produces = MediaType.APPLICATION_JSON_VALUE)
	String schema() {
		return Configurations.schema();
	}

	/**
	 * @param changed how many things changed, or would
	 */
	record Applied(int changed, List<ConfigChange> changes) {

	}

}
