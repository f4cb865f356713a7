package org.rollcall.administrator;

import org.rollcall.directory.Person;
import org.rollcall.directory.Role;

/**
 * Somebody who may use the console, and for what.
 *
 * @param person who it is
 * @param system whether they look after the server as a whole and every district
 * @param developer whether they look after apps of their own, in their district
 */
public record Administrator(Person person, boolean system, boolean developer) {

	public int userId() {
		return this.person.userId();
	}

	/**
	 * Returns whether they look after the whole of that district: their own, where their profile says so, or any.
	 */
	public boolean administers(int tenantId) {
		return this.system || isOfDistrict() && this.person.district().tenantId() == tenantId;
	}

	/**
	 * Returns whether any page of that district's console is theirs to see.
	 */
	public boolean mayEnter(int tenantId) {
		return administers(tenantId) || this.developer && this.person.district().tenantId() == tenantId;
	}

	/**
	 * Returns whether they look after their own district.
	 */
	public boolean isOfDistrict() {
		return this.person.role() == Role.TENANT_ADMINISTRATOR;
	}

}
