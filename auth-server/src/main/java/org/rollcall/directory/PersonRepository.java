package org.rollcall.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PersonRepository extends Repository<PersonEntity, Integer> {

	// One query, not five: this is asked with every call of an app.
	@Query("""
			select p from PersonEntity p join fetch p.district join fetch p.building join fetch p.profile
			left join fetch p.orgIds where p.userId = :userId
			""")
	Optional<PersonEntity> find(int userId);

	@Query("""
			select p from PersonEntity p join fetch p.district join fetch p.building join fetch p.profile
			left join fetch p.orgIds where p.userId in :userIds order by p.lastName, p.firstName, p.userId
			""")
	List<PersonEntity> findAll(Collection<Integer> userIds);

	@Query("""
			select new org.rollcall.directory.Credentials(p.userId, p.passwordHash, p.active) from PersonEntity p
			where p.district.tenantId = :tenantId and lower(p.loginId) = lower(:loginId)
			""")
	Optional<Credentials> findCredentials(int tenantId, String loginId);

	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("update PersonEntity p set p.passwordHash = :hash, p.updatedAt = :at where p.userId = :userId")
	int changePasswordHash(int userId, String hash, Instant at);

	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("update PersonEntity p set p.lastAccessAt = :at where p.userId = :userId")
	int accessed(int userId, Instant at);

}
