package org.rollcall.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "profile")
@NullUnmarked
class ProfileEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer profileId;

	private int tenantId;

	private String name;

	private String role;

	protected ProfileEntity() {
	}

	Profile toProfile() {
		return new Profile(this.profileId, this.name, Role.of(this.role));
	}

}
