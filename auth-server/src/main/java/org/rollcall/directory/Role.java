package org.rollcall.directory;

/**
 * What a person is in their district, in ClassLink's words (contract §5, {@code Role} and {@code Role_Level}).
 */
public enum Role {

	STUDENT("Student", 4),

	TEACHER("Teacher", 3),

	/** ClassLink publishes no level for parents; 5, below students, is Rollcall's decision. */
	PARENT("Parent", 5),

	SCHOOL_ADMINISTRATOR("School Administrator", 2),

	TENANT_ADMINISTRATOR("Tenant Administrator", 1);

	private final String value;

	private final int level;

	Role(String value, int level) {
		this.value = value;
		this.level = level;
	}

	/** The role as it goes over the wire, for example {@code "School Administrator"}. */
	public String value() {
		return this.value;
	}

	/** ClassLink's level: the smaller the number, the more the person may do. */
	public int level() {
		return this.level;
	}

	/**
	 * The role with that wire value.
	 * @throws IllegalArgumentException if no role has exactly that value
	 */
	public static Role of(String value) {
		for (Role role : values()) {
			if (role.value.equals(value)) {
				return role;
			}
		}
		throw new IllegalArgumentException("There is no role '%s'".formatted(value));
	}

}
