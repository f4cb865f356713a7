package org.rollcall.directory;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * For those who edit; {@link DistrictRows} is for those who read.
 */
interface DistrictRepository extends JpaRepository<DistrictEntity, Integer> {

}
