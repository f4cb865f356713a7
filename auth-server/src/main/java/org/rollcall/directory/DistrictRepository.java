package org.rollcall.directory;

import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.ListCrudRepository;

interface DistrictRepository extends ListCrudRepository<DistrictEntity, Integer> {

	Optional<DistrictEntity> findByCustomUrl(String customUrl);

	List<DistrictEntity> findAllByOrderByCustomUrl();

	@Query("""
			select d from DistrictEntity d
			where lower(d.name) like lower(:pattern) escape '!' or d.customUrl like lower(:pattern) escape '!'
			order by lower(d.name), d.tenantId
			""")
	List<DistrictEntity> search(String pattern, Limit limit);

}
