package org.rollcall.directory;

import java.util.Optional;
import java.util.function.Function;

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
	 * @param change what becomes of the person, whom nobody else changes while it decides; nothing if they stay as they are
	 * @return whether they are changed
	 * @throws IllegalArgumentException if the roster says who this is
	 * @throws org.springframework.dao.DuplicateKeyException if the login id is somebody else's
	 */
	public boolean change(int userId, Function<RegisteredPerson, Optional<PersonRegistration>> change) {
		Optional<RegisteredPerson> person = this.registrar.lock(userId);
		if (person.filter(RegisteredPerson::rostered).isPresent()) {
			throw new IllegalArgumentException("The roster says who person " + userId + " is");
		}
		Optional<PersonRegistration> registration = person.flatMap(change);
		registration.ifPresent((wanted) -> {
			this.registrar.change(person.orElseThrow(), wanted);
			this.events.publishEvent(new PersonRegistered(userId, person.orElseThrow().registration(), wanted));
		});
		return registration.isPresent();
	}

}
