package org.rollcall.config;

import java.util.List;
import java.util.Optional;

import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Clients;
import org.rollcall.platform.NearestName;

import org.springframework.stereotype.Component;

/**
 * Finds the app that is meant by a client id or by a name.
 */
@Component
class ClientReferences {

	private final Clients clients;

	ClientReferences(Clients clients) {
		this.clients = clients;
	}

	/**
	 * Returns nothing if none or more than one is meant, which the item has been told then.
	 */
	Optional<ClientRegistration> of(Section item, String setting) {
		String wanted = item.text(setting, "");
		Optional<ClientRegistration> byId = this.clients.findRegistration(wanted);
		if (byId.isPresent()) {
			return byId;
		}
		List<ClientRegistration> all = this.clients.registrations();
		List<ClientRegistration> named = all.stream().filter((client) -> client.name().equals(wanted)).toList();
		if (named.size() == 1) {
			return Optional.of(named.getFirst());
		}
		item.fault(setting,
				named.isEmpty()
						? "There is no app '" + wanted + "'"
								+ NearestName.question(all.stream().map(ClientRegistration::name).toList(), wanted)
						: named.size() + " apps are called '" + wanted + "'; write the client id.");
		return Optional.empty();
	}

}
