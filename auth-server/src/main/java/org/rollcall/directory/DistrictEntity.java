package org.rollcall.directory;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.data.domain.Persistable;

@Entity
@Table(name = "district")
@NullUnmarked
class DistrictEntity implements Persistable<Integer> {

	@Id
	private int tenantId;

	private String customUrl;

	private String name;

	private int stateId;

	private String stateName;

	private String ncesId;

	private String ncesName;

	@Column(updatable = false)
	private Instant createdAt;

	// The id is given, not generated, so Spring Data cannot tell a new district from a stored one by it.
	@Transient
	private boolean stored;

	protected DistrictEntity() {
	}

	DistrictEntity(DistrictRegistration registration, Instant createdAt) {
		this.tenantId = registration.tenantId();
		this.createdAt = createdAt;
		change(registration);
	}

	final void change(DistrictRegistration registration) {
		this.customUrl = registration.customUrl();
		this.name = registration.name();
		this.stateId = registration.stateId();
		this.stateName = registration.stateName();
		this.ncesId = registration.ncesId();
		this.ncesName = registration.ncesName();
	}

	District toDistrict() {
		return new District(this.tenantId, this.customUrl, this.name, this.stateId, this.stateName, this.ncesId, this.ncesName);
	}

	@Override
	public Integer getId() {
		return this.tenantId;
	}

	@Override
	public boolean isNew() {
		return !this.stored;
	}

	@PostLoad
	@PostPersist
	void markStored() {
		this.stored = true;
	}

}
