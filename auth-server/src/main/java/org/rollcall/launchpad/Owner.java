package org.rollcall.launchpad;

import org.rollcall.directory.Person;
import org.rollcall.session.SignedInPerson;

/**
 * Whose LaunchPad it is: who is signed in, and where.
 */
record Owner(Person person, SignedInPerson session) {

	static final String ATTRIBUTE = Owner.class.getName();

	int userId() {
		return this.person.userId();
	}

}
