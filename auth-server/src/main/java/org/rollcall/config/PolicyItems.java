package org.rollcall.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rollcall.administrator.ConsentDecisions;
import org.rollcall.client.ClientNames;
import org.rollcall.consent.ConsentPolicies;
import org.rollcall.consent.ConsentPolicy;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What districts decided about apps for their people, one at a time, in the form that a {@code rollcall.yaml} has it.
 */
@Service
public class PolicyItems {

	private final PolicyPart part;

	private final ItemWriter writer;

	private final ConsentPolicies policies;

	private final ConsentDecisions decisions;

	private final Districts districts;

	private final ClientNames clients;

	PolicyItems(PolicyPart part, ItemWriter writer, ConsentPolicies policies, ConsentDecisions decisions, Districts districts,
			ClientNames clients) {
		this.part = part;
		this.writer = writer;
		this.policies = policies;
		this.decisions = decisions;
		this.districts = districts;
		this.clients = clients;
	}

	/**
	 * Returns what all districts decided; what they left to their people is not in it.
	 */
	@Transactional(readOnly = true)
	public List<Map<String, Object>> all() {
		return this.part.export();
	}

	/**
	 * Returns what a district decided about an app that its people may meet, also if that is that they decide themselves; nothing if
	 * there is no such district or app, or if its people do not meet it.
	 */
	@Transactional(readOnly = true)
	public Optional<Map<String, Object>> find(String customUrl, String clientId) {
		return this.districts.findByCustomUrl(customUrl)
			.filter((district) -> mayMeet(district, clientId))
			.map((district) -> PolicyPart.item(district, clientId, this.policies.find(district.tenantId(), clientId)));
	}

	/**
	 * Decides about an app that can be {@linkplain #find found}.
	 * @param text an item of {@code policies}, in JSON or YAML
	 * @throws InvalidConfigException with all its faults, if it has any
	 */
	public Map<String, Object> put(String customUrl, String clientId, String text) {
		this.writer.write(this.part, ItemWriter.parse(text, Shapes.POLICY, "district", customUrl, "client", clientId), Guard.NONE,
				Account.of(() -> this.districts.findByCustomUrl(customUrl).map(District::tenantId)));
		return find(customUrl, clientId).orElseThrow(ItemWriter::sameMoment);
	}

	/**
	 * Leaves it to the people.
	 * @return whether the district had decided
	 */
	@Transactional
	public boolean remove(String customUrl, String clientId) {
		District district = this.districts.findByCustomUrl(customUrl).orElseThrow(ItemWriter::sameMoment);
		ConsentPolicy before = this.policies.find(district.tenantId(), clientId);
		if (before.kind() == ConsentPolicy.Kind.ASK) {
			return false;
		}
		if (!this.decisions.decide(district.tenantId(), clientId, ConsentPolicy.ASK, before.value())) {
			throw ItemWriter.sameMoment();
		}
		return true;
	}

	private boolean mayMeet(District district, String clientId) {
		return this.clients.of(district.tenantId()).stream().anyMatch((app) -> app.clientId().equals(clientId))
				|| this.policies.all(district.tenantId()).containsKey(clientId);
	}

}
