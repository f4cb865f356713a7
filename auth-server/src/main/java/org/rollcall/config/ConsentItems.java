package org.rollcall.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.consent.Consents;
import org.rollcall.directory.Districts;
import org.rollcall.directory.RegisteredPerson;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people allowed apps, one at a time, in the form that a {@code rollcall.yaml} has it.
 */
@Service
public class ConsentItems {

	private final ConsentPart part;

	private final ItemWriter writer;

	private final Consents consents;

	private final ClientReferences clientReferences;

	private final PersonReferences personReferences;

	private final Districts districts;

	ConsentItems(ConsentPart part, ItemWriter writer, Consents consents, ClientReferences clientReferences,
			PersonReferences personReferences, Districts districts) {
		this.part = part;
		this.writer = writer;
		this.consents = consents;
		this.clientReferences = clientReferences;
		this.personReferences = personReferences;
		this.districts = districts;
	}

	/**
	 * Lets a person have allowed an app something, whatever they allowed it before.
	 * @param text an item of {@code consents}, in JSON or YAML
	 * @param only the custom URL of the only district whose people may be spoken for, {@code null} for all
	 * @return the item
	 * @throws InvalidConfigException with all its faults, if it has any
	 * @throws ForeignDistrictException if the person is of another district
	 */
	public Map<String, Object> put(String text, @Nullable String only) {
		Section item = ItemWriter.parse(text, Shapes.CONSENT);
		String person = item.text("person", "");
		if (only != null && !person.startsWith(only + "/")) {
			if (person.contains("/")) {
				throw new ForeignDistrictException(only);
			}
			item.values().put("person", only + "/" + person);
		}
		if (only != null) {
			this.clientReferences.keepWithin(item, "client", this.districts.findByCustomUrl(only).orElseThrow().tenantId());
			item.faults().throwIfAny();
		}
		this.writer.write(this.part, item, Guard.NONE, Account.of(() -> this.personReferences.of(item, "person").map(RegisteredPerson::tenantId)));
		return Kinds.ordered("client", item.text("client", ""), "person", item.text("person", ""), "scopes", item.texts("scopes"),
				"declined", item.texts("declined"));
	}

	@Transactional(readOnly = true)
	public List<Map<String, Object>> all() {
		return this.part.export();
	}

	/**
	 * Forgets what a person answered an app.
	 * @param client the app's client id or name
	 * @param person for example {@code lincolnusd/tina.teacher}
	 * @return whether there was an answer
	 * @throws InvalidConfigException if there is no such app or person
	 */
	@Transactional
	public boolean remove(String client, String person) {
		Faults faults = new Faults("the request");
		Section item = new Section(new Place(1, 1, ""), Map.of("client", client, "person", person), Map.of(), faults);
		Optional<String> clientId = this.clientReferences.any(client);
		if (clientId.isEmpty()) {
			item.fault("client", "There is no app '" + client + "'.");
		}
		Optional<RegisteredPerson> foundPerson = this.personReferences.of(item, "person");
		faults.throwIfAny();
		boolean withdrawn = this.consents.withdraw(clientId.orElseThrow(), foundPerson.orElseThrow().userId());
		if (withdrawn) {
			this.writer.removed("consent", person + " for " + client, foundPerson.orElseThrow().tenantId());
		}
		return withdrawn;
	}

}
