package org.rollcall.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.rollcall.client.AppSharing;
import org.rollcall.client.ClientOwners;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;

import org.springframework.stereotype.Component;

/**
 * The {@code district} of an app, which looks after it, and {@code sharedWith}: whose people may use it. An item that does not say
 * it leaves it as it is, so that a file that is applied at every start undoes nothing that was decided in the console.
 */
@Component
class SharingPart {

	private final AppSharing sharing;

	private final ClientOwners owners;

	private final Districts districts;

	private final DistrictReferences districtReferences;

	SharingPart(AppSharing sharing, ClientOwners owners, Districts districts, DistrictReferences districtReferences) {
		this.sharing = sharing;
		this.owners = owners;
		this.districts = districts;
		this.districtReferences = districtReferences;
	}

	/**
	 * @return whether anything changed
	 */
	boolean apply(Section item, String clientId) {
		boolean changed = false;
		if (item.has("district")) {
			Optional<District> owner = this.districtReferences.of(item);
			if (owner.isEmpty()) {
				return false;
			}
			if (!this.owners.owner(clientId).equals(owner.map(District::tenantId))) {
				this.owners.assign(clientId, owner.get().tenantId());
				changed = true;
			}
		}
		if (item.has(Shapes.SHARED_WITH)) {
			SortedMap<Integer, SortedSet<String>> shared = new TreeMap<>();
			for (Section one : item.sections(Shapes.SHARED_WITH)) {
				Optional<District> district = this.districtReferences.of(one);
				if (district.isEmpty()) {
					return changed;
				}
				if (shared.put(district.get().tenantId(), new TreeSet<>(one.texts("schools"))) != null) {
					one.fault("district", "This district stands here twice.");
				}
			}
			changed |= this.sharing.restrict(clientId, shared);
		}
		return changed;
	}

	/**
	 * Adds to an app that is written down who looks after it, and whose people may use it.
	 */
	void export(String clientId, Map<String, Object> item) {
		this.owners.customUrl(clientId).ifPresent((customUrl) -> item.put("district", customUrl));
		if (this.sharing.isForDistrictsOnly(clientId)) {
			List<Map<String, Object>> shared = new ArrayList<>();
			this.sharing.of(clientId).forEach((tenantId, schools) -> {
				Map<String, Object> one = new LinkedHashMap<>();
				one.put("district", this.districts.findByTenantId(tenantId).orElseThrow().customUrl());
				if (!schools.isEmpty()) {
					one.put("schools", List.copyOf(schools));
				}
				shared.add(one);
			});
			item.put(Shapes.SHARED_WITH, shared);
		}
	}

}
