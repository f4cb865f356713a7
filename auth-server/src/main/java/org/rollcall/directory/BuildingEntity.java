package org.rollcall.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "building")
@NullUnmarked
class BuildingEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer buildingId;

	private int tenantId;

	private String name;

	protected BuildingEntity() {
	}

	BuildingEntity(int tenantId, String name) {
		this.tenantId = tenantId;
		this.name = name;
	}

	int buildingId() {
		return this.buildingId;
	}

	String name() {
		return this.name;
	}

	void rename(String name) {
		this.name = name;
	}

}
