package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.rollcall.administrator.ApiKeyScope;
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

	private final Reach reach;

	DistrictsController(DistrictItems districts, Reach reach, Versions versions) {
		super(districts, versions, "district");
		this.districts = districts;
		this.reach = reach;
	}

	@Override
	Map<String, Object> create(Caller caller, String item) {
		checkRemoval(caller);
		return this.districts.create(item);
	}

	@Override
	Map<String, Object> put(Caller caller, String name, String item) {
		return this.districts.put(name, item, caller.has(ApiKeyScope.PEOPLE.write()), this.reach.guard());
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
