package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.rollcall.config.DistrictItems;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Districts, one at a time.
 */
@RestController
@RequestMapping("/admin/v1/districts")
class DistrictsController extends ItemController {

	private final DistrictItems districts;

	DistrictsController(DistrictItems districts, Versions versions) {
		super(districts, versions, "district");
		this.districts = districts;
	}

	@Override
	Map<String, Object> create(Caller caller, String item) {
		checkRemoval(caller);
		return this.districts.create(item);
	}

	@Override
	List<Map<String, Object>> all(Caller caller) {
		String only = caller.district();
		return (only != null) ? this.districts.find(only).stream().toList() : this.districts.all();
	}

	@Override
	boolean reaches(Caller caller, String name) {
		return caller.reaches(name);
	}

	@Override
	void checkRemoval(Caller caller) {
		if (caller.tenantId() != null) {
			throw new BeyondReachException(
					"This " + caller.what() + " reaches the district '" + caller.district() + "' only: it can neither make districts nor remove any.");
		}
	}

}
