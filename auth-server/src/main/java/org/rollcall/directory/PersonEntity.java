package org.rollcall.directory;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "person")
@NullUnmarked
class PersonEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer userId;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "tenant_id", updatable = false)
	private DistrictEntity district;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "building_id")
	private BuildingEntity building;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "profile_id")
	private ProfileEntity profile;

	private String loginId;

	private String firstName;

	private String middleName;

	private String lastName;

	private String displayName;

	private String email;

	private String imagePath;

	private String sourcedId;

	private int languageId;

	private String language;

	private int defaultTimeFormat;

	private int authenticationType;

	private String passwordHash;

	private boolean active;

	private Instant lastAccessAt;

	@JdbcTypeCode(SqlTypes.JSON)
	@Column(updatable = false)
	private Map<String, Object> claims;

	@JdbcTypeCode(SqlTypes.JSON)
	@Column(updatable = false)
	private Map<String, Object> info;

	@Column(updatable = false)
	private Instant createdAt;

	private Instant updatedAt;

	@ElementCollection
	@CollectionTable(name = "person_org", joinColumns = @JoinColumn(name = "user_id"))
	@OrderColumn(name = "ordinal")
	@Column(name = "sourced_id")
	private List<String> orgIds;

	protected PersonEntity() {
	}

	Person toPerson() {
		Profile profile = this.profile.toProfile();
		return new Person(this.userId, this.district.toDistrict(), this.building.buildingId(), this.building.name(),
				profile.profileId(), profile.name(), profile.role(), this.loginId, this.displayName, this.firstName,
				this.middleName, this.lastName, this.email, this.imagePath, this.sourcedId, this.orgIds, this.languageId,
				this.language, this.defaultTimeFormat, this.authenticationType,
				(this.lastAccessAt != null) ? this.lastAccessAt : this.createdAt, this.active, this.claims, this.info);
	}

}
