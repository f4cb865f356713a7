package org.rollcall.directory;

import java.util.Optional;

import org.springframework.data.repository.ListCrudRepository;

interface BuildingRepository extends ListCrudRepository<BuildingEntity, Integer> {

	Optional<BuildingEntity> findFirstByTenantIdOrderByBuildingId(int tenantId);

}
