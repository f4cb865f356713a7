package org.rollcall.oauth;

import org.rollcall.client.AppSharing;
import org.rollcall.client.Client;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.roster.RosterLookup;

import org.springframework.stereotype.Component;

/**
 * Is the app there for this person? One that is shared with some districts or schools refuses everybody else; who works for a
 * district as a whole works for each of its schools.
 */
@Component
class CheckSharing implements AuthorizationStep {

	private final AppSharing sharing;

	private final People people;

	private final RosterLookup roster;

	CheckSharing(AppSharing sharing, People people, RosterLookup roster) {
		this.sharing = sharing;
		this.people = people;
		this.roster = roster;
	}

	@Override
	public void take(AuthorizationRequest request) {
		Client client = request.client();
		if (!client.shared()) {
			return;
		}
		Person person = this.people.find(request.signedInPerson().userId()).orElseThrow();
		if (!this.sharing.includes(client.clientId(), person.district().tenantId(), person.orgIds(), this.roster.isOfDistrict(person))) {
			throw request.error("access_denied", "This app is not shared with the person's district or school.");
		}
	}

}
