package org.rollcall.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.rollcall.client.ClientNames;
import org.rollcall.client.ClientNames.ClientName;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Clients;
import org.rollcall.platform.NearestName;

import org.springframework.stereotype.Component;

/**
 * Finds the app that is meant by a client id or by a name. Anybody who may register an app may call it like another one, so a name
 * means one that the same document declares, or else one that the operator registered.
 */
@Component
class ClientReferences {

	private final Clients clients;

	private final ClientNames names;

	ClientReferences(Clients clients, ClientNames names) {
		this.clients = clients;
		this.names = names;
	}

	/**
	 * Returns nothing if none or more than one is meant, which the item has been told then.
	 * @param document what the item stands in
	 */
	Optional<ClientRegistration> of(Section item, String setting, ConfigDocument document) {
		String wanted = item.text(setting, "");
		Optional<ClientRegistration> byId = this.clients.findRegistration(wanted);
		if (byId.isPresent()) {
			return byId;
		}
		List<ClientName> declared = document.root()
			.sections("clients")
			.stream()
			.map((client) -> new ClientName(client.text("clientId", ""), client.text("name", ""), true))
			.toList();
		boolean isDeclared = declared.stream().anyMatch((client) -> client.name().equals(wanted));
		return named(item, setting, isDeclared ? declared : this.names.ofOperator()).flatMap(this.clients::findRegistration);
	}

	/**
	 * Has an item name its app by the client id, which must be that of an app that people of the district may meet: of others,
	 * whoever writes for the district learns nothing.
	 */
	void keepWithin(Section item, String setting, int tenantId) {
		List<ClientName> known = this.names.of(tenantId);
		String wanted = item.text(setting, "");
		if (known.stream().noneMatch((client) -> client.clientId().equals(wanted))) {
			named(item, setting, known).ifPresent((clientId) -> item.values().put(setting, clientId));
		}
	}

	/**
	 * Returns the client id of an app by its id or its name, whoever registered it.
	 */
	Optional<String> any(String wanted) {
		Collection<ClientName> all = this.names.all();
		return all.stream()
			.filter((client) -> client.clientId().equals(wanted))
			.findFirst()
			.or(() -> Optional.of(all.stream().filter((client) -> client.name().equals(wanted)).toList())
				.filter((named) -> named.size() == 1)
				.map(List::getFirst))
			.map(ClientName::clientId);
	}

	private static Optional<String> named(Section item, String setting, List<ClientName> known) {
		String wanted = item.text(setting, "");
		List<String> named = known.stream().filter((client) -> client.name().equals(wanted)).map(ClientName::clientId).distinct().toList();
		if (named.size() == 1) {
			return Optional.of(named.getFirst());
		}
		item.fault(setting,
				named.isEmpty()
						? "There is no app '" + wanted + "'" + NearestName.question(known.stream().map(ClientName::name).toList(), wanted)
						: named.size() + " apps are called '" + wanted + "'; write the client id.");
		return Optional.empty();
	}

}
