package org.rollcall.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Clients;
import org.rollcall.consent.Consent;
import org.rollcall.consent.Consents;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.directory.RegisteredPerson;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code consents}.
 */
@Component
@Order(4)
class ConsentPart implements Part {

	private static final String KIND = "consent";

	private final Consents consents;

	private final Clients clients;

	private final People people;

	private final ClientReferences clientReferences;

	private final PersonReferences personReferences;

	ConsentPart(Consents consents, Clients clients, People people, ClientReferences clientReferences,
			PersonReferences personReferences) {
		this.consents = consents;
		this.clients = clients;
		this.people = people;
		this.clientReferences = clientReferences;
		this.personReferences = personReferences;
	}

	@Override
	public String list() {
		return "consents";
	}

	@Override
	public void apply(List<Section> items, ConfigDocument document, Changes changes) {
		Set<Consents.Answered> seen = new HashSet<>();
		for (Section item : items) {
			Optional<ClientRegistration> client = this.clientReferences.of(item, "client", document);
			Optional<RegisteredPerson> person = this.personReferences.of(item, "person");
			if (client.isEmpty() || person.isEmpty() || !mayAsk(item, client.get())) {
				continue;
			}
			if (!seen.add(new Consents.Answered(client.get().clientId(), person.get().userId()))) {
				item.fault("person", "What this person allows this app stands here twice.");
				continue;
			}
			Consent wanted = new Consent(Set.copyOf(item.texts("scopes")), Set.copyOf(item.texts("declined")));
			Consent before = this.consents.find(client.get().clientId(), person.get().userId());
			if (!before.equals(wanted)) {
				this.consents.set(client.get().clientId(), person.get().userId(), wanted);
				String name = item.text("person") + " for " + client.get().name();
				if (before.allowed().isEmpty() && before.declined().isEmpty()) {
					changes.created(KIND, name);
				}
				else {
					changes.updated(KIND, name);
				}
			}
		}
	}

	private static boolean mayAsk(Section item, ClientRegistration client) {
		boolean may = true;
		for (String setting : List.of("scopes", "declined")) {
			for (String scope : item.texts(setting)) {
				if (!client.scopes().contains(scope)) {
					item.fault(setting, scope, client.name() + " is not registered for the scope '" + scope + "'.");
					may = false;
				}
			}
		}
		for (String scope : item.texts("declined")) {
			if (item.texts("scopes").contains(scope)) {
				item.fault("declined", scope, "'" + scope + "' cannot be both allowed and declined.");
				may = false;
			}
		}
		return may;
	}

	/**
	 * Whoever is meant by an item that names nobody is told by {@link #apply}; here it just names nobody.
	 */
	@Override
	public void removeOthers(List<Section> items, ConfigDocument document, Changes changes) {
		Set<Consents.Answered> named = new HashSet<>();
		for (Section item : items) {
			Section quiet = new Section(item.place(), item.values(), item.places(), new Faults(""));
			Optional<ClientRegistration> client = this.clientReferences.of(quiet, "client", document);
			Optional<RegisteredPerson> person = this.personReferences.of(quiet, "person");
			if (client.isPresent() && person.isPresent()) {
				named.add(new Consents.Answered(client.get().clientId(), person.get().userId()));
			}
		}
		for (Consents.Answered answered : this.consents.answered()) {
			if (!named.contains(answered)) {
				this.consents.withdraw(answered.clientId(), answered.userId());
				changes.removed(KIND, name(answered));
			}
		}
	}

	private String name(Consents.Answered answered) {
		String client = this.clients.findRegistration(answered.clientId()).map(ClientRegistration::name).orElse("?");
		return this.people.find(answered.userId()).map(ConsentPart::name).orElse("?") + " for " + client;
	}

	private static String name(Person person) {
		return person.district().customUrl() + "/" + person.loginId();
	}

	@Override
	public List<Map<String, Object>> export() {
		List<Map<String, Object>> items = new ArrayList<>();
		for (Consents.Answered answered : this.consents.answered()) {
			Consent consent = this.consents.find(answered.clientId(), answered.userId());
			this.people.find(answered.userId()).ifPresent((person) -> {
				Map<String, Object> item = Kinds.ordered("client", answered.clientId(), "person", name(person), "scopes",
						consent.allowed().stream().sorted().toList());
				if (!consent.declined().isEmpty()) {
					item.put("declined", consent.declined().stream().sorted().toList());
				}
				items.add(item);
			});
		}
		return items;
	}

}
