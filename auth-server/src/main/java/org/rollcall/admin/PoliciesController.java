package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.PolicyItems;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What districts decided about apps for their people, one at a time.
 */
@RestController
@RequestMapping("/admin/v1/policies")
class PoliciesController {

	private final PolicyItems policies;

	private final Reachable reachable;

	private final Versions versions;

	PoliciesController(PolicyItems policies, Reachable reachable, Versions versions) {
		this.policies = policies;
		this.reachable = reachable;
		this.versions = versions;
	}

	@GetMapping
	List<Map<String, Object>> all(@RequestParam(required = false) @Nullable String district) {
		Caller caller = Caller.current();
		String asked = (district != null) ? this.reachable.district(district).customUrl() : caller.district();
		return this.policies.all().stream().filter((policy) -> asked == null || asked.equals(policy.get("district"))).toList();
	}

	@GetMapping("/{district}/{clientId}")
	ResponseEntity<Map<String, Object>> find(@PathVariable String district, @PathVariable String clientId) {
		return this.versions.answer(HttpStatus.OK, known(district, clientId));
	}

	@PutMapping("/{district}/{clientId}")
	@Described("Grant an app scopes for a district’s people, forbid it, or leave it to them")
	ResponseEntity<Map<String, Object>> put(@PathVariable String district, @PathVariable String clientId,
			@RequestBody(required = false) @Nullable String item,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		String customUrl = String.valueOf(known(district, clientId).get("district"));
		return this.versions.answer(HttpStatus.OK,
				this.versions.change(ifMatch, "policy " + customUrl + "/" + clientId, () -> this.policies.find(customUrl, clientId),
						() -> this.policies.put(customUrl, clientId, (item != null) ? item : "")));
	}

	@DeleteMapping("/{district}/{clientId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Described("Leave it to a district’s people what an app gets")
	void remove(@PathVariable String district, @PathVariable String clientId,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		String customUrl = String.valueOf(known(district, clientId).get("district"));
		boolean removed = this.versions.change(ifMatch, "policy " + customUrl + "/" + clientId,
				() -> this.policies.find(customUrl, clientId), () -> this.policies.remove(customUrl, clientId));
		if (!removed) {
			throw new UnknownItemException("The district '" + customUrl + "' leaves it to its people already.");
		}
	}

	private Map<String, Object> known(String district, String clientId) {
		String customUrl = this.reachable.district(district).customUrl();
		return this.policies.find(customUrl, clientId)
			.orElseThrow(() -> new UnknownItemException("People of '" + customUrl + "' meet no app with the client id '" + clientId + "'."));
	}

}
