package org.rollcall.admin;

import org.rollcall.config.DistrictItems;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Districts, one at a time.
 */
@RestController
@RequestMapping("/admin/v1/districts")
class DistrictsController extends ItemController {

	DistrictsController(DistrictItems districts) {
		super(districts, "district");
	}

}
