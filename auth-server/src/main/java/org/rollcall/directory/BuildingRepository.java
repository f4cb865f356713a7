package org.rollcall.directory;

import org.springframework.data.jpa.repository.JpaRepository;

interface BuildingRepository extends JpaRepository<BuildingEntity, Integer> {

}
