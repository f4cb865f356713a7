package org.rollcall.directory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Registers and changes single people for somebody at a form, so that there is a record of it; {@link Registrar} does the work.
 */
@Service
@Transactional
public class RegistrationByHand {

	private final Registrar registrar;

	private final ApplicationEventPublisher events;

	RegistrationByHand(Registrar registrar, ApplicationEventPublisher events) {
		this.registrar = registrar;
		this.events = events;
	}

	/**
	 * Registers somebody new.
	 * @return the UserId
	 * @throws org.springframework.dao.DuplicateKeyException if the login id is somebody's already
	 */
	public int register(int tenantId, PersonRegistration registration) {
		int userId = this.registrar.register(tenantId, null, registration);
		this.events.publishEvent(new PersonRegistered(userId, null, registration));
		return userId;
	}

	/**
	 * Changes what somebody is registered with.
	 * @throws IllegalArgumentException if the roster says who this is
	 * @throws org.springframework.dao.DuplicateKeyException if the login id is somebody else's
	 */
	public void change(RegisteredPerson person, PersonRegistration registration) {
		if (person.rostered()) {
			throw new IllegalArgumentException("The roster says who person " + person.userId() + " is");
		}
		this.registrar.change(person, registration);
		this.events.publishEvent(new PersonRegistered(person.userId(), person.registration(), registration));
	}

}
