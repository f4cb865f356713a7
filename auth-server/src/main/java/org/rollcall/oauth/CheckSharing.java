package org.rollcall.oauth;

import org.rollcall.client.AppSharing;
import org.rollcall.client.Client;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;

import org.springframework.stereotype.Component;

/**
 * Is the app there for this person? One that is shared with some districts or schools refuses everybody else.
 */
@Component
class CheckSharing implements AuthorizationStep {

	private final AppSharing sharing;

	private final People people;

	CheckSharing(AppSharing sharing, People people) {
		this.sharing = sharing;
		this.people = people;
	}

	@Override
	public void take(AuthorizationRequest request) {
		Client client = request.client();
		if (!client.shared()) {
			return;
		}
		Person person = this.people.find(request.signedInPerson().userId()).orElseThrow();
		if (!this.sharing.includes(client.clientId(), person.district().tenantId(), person.orgIds())) {
			throw request.error("access_denied", "This app is not shared with the person's district or school.");
		}
	}

}
