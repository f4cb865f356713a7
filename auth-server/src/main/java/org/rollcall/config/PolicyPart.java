package org.rollcall.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.rollcall.administrator.ConsentDecisions;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Fidelity;
import org.rollcall.client.Scope;
import org.rollcall.consent.ConsentPolicies;
import org.rollcall.consent.ConsentPolicy;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code policies}. What an app may no longer have is taken from it at once, as it is when somebody decides in the console.
 */
@Component
@Order(6)
class PolicyPart implements Part {

	static final String LIST = "policies";

	private static final String KIND = "policy";

	private final ConsentPolicies policies;

	private final ConsentDecisions decisions;

	private final Districts districts;

	private final DistrictPart districtPart;

	private final DistrictReferences districtReferences;

	private final ClientReferences clientReferences;

	PolicyPart(ConsentPolicies policies, ConsentDecisions decisions, Districts districts, DistrictPart districtPart,
			DistrictReferences districtReferences, ClientReferences clientReferences) {
		this.policies = policies;
		this.decisions = decisions;
		this.districts = districts;
		this.districtPart = districtPart;
		this.districtReferences = districtReferences;
		this.clientReferences = clientReferences;
	}

	@Override
	public String list() {
		return LIST;
	}

	/**
	 * The limit for students comes last: it takes from apps what was not granted, so what is granted has to be known.
	 */
	@Override
	public void apply(List<Section> items, ConfigDocument document, Changes changes) {
		Set<String> seen = new HashSet<>();
		for (Section item : items) {
			Optional<District> district = this.districtReferences.of(item);
			Optional<ClientRegistration> client = this.clientReferences.of(item, "client", document);
			if (district.isEmpty() || client.isEmpty()) {
				continue;
			}
			String name = district.get().customUrl() + " for " + client.get().name();
			if (!seen.add(district.get().tenantId() + client.get().clientId())) {
				item.fault("client", "What this district decided about this app stands here twice.");
				continue;
			}
			ConsentPolicy before = this.policies.find(district.get().tenantId(), client.get().clientId());
			policy(item, client.get(), before).filter((wanted) -> !wanted.equals(before)).ifPresent((wanted) -> {
				if (!this.decisions.decide(district.get().tenantId(), client.get().clientId(), wanted, before.value())) {
					throw ItemWriter.sameMoment();
				}
				tell(name, before, wanted, changes);
			});
		}
		if (!items.isEmpty()) {
			this.districtPart.limitStudents(document.root().sections(this.districtPart.list()), changes);
		}
	}

	private static void tell(String name, ConsentPolicy before, ConsentPolicy wanted, Changes changes) {
		if (before.kind() == ConsentPolicy.Kind.ASK) {
			changes.created(KIND, name);
		}
		else if (wanted.kind() == ConsentPolicy.Kind.ASK) {
			changes.removed(KIND, name);
		}
		else {
			changes.updated(KIND, name);
		}
	}

	/**
	 * Returns nothing if the item makes no sense, which it has been told then. What was granted before an app lost a scope may stay.
	 */
	private static Optional<ConsentPolicy> policy(Section item, ClientRegistration client, ConsentPolicy before) {
		List<String> scopes = item.texts("scopes");
		boolean granted = item.text("policy", "").equals("granted");
		if (!granted) {
			if (!scopes.isEmpty()) {
				item.fault("scopes", "Scopes go with 'policy: granted' alone.");
				return Optional.empty();
			}
			return Optional.of(item.text("policy", "").equals("forbidden") ? ConsentPolicy.FORBIDDEN : ConsentPolicy.ASK);
		}
		if (scopes.isEmpty()) {
			item.fault("scopes", "'scopes' is missing: what is granted, one scope at least.");
			return Optional.empty();
		}
		Set<String> known = new LinkedHashSet<>(client.scopes());
		known.addAll(before.scopes());
		if (client.fidelity() == Fidelity.EXACT) {
			known.addAll(List.of(Scope.PROFILE.value(), Scope.EMAIL.value()));
		}
		List<String> strange = scopes.stream().filter((scope) -> !known.contains(scope)).toList();
		strange.forEach((scope) -> item.fault("scopes", scope, client.name() + " is not registered for the scope '" + scope + "'."));
		return strange.isEmpty() ? Optional.of(ConsentPolicy.granted(scopes)) : Optional.empty();
	}

	/**
	 * Whatever is meant by an item that names nothing is told by {@link #apply}; here it just names nothing.
	 */
	@Override
	public void removeOthers(List<Section> items, ConfigDocument document, Changes changes) {
		Map<Integer, Set<String>> named = new HashMap<>();
		for (Section item : items) {
			Section quiet = new Section(item.place(), item.values(), item.places(), new Faults(""));
			Optional<District> district = this.districtReferences.of(quiet);
			Optional<ClientRegistration> client = this.clientReferences.of(quiet, "client", document);
			if (district.isPresent() && client.isPresent()) {
				named.computeIfAbsent(district.get().tenantId(), (tenantId) -> new HashSet<>()).add(client.get().clientId());
			}
		}
		for (District district : this.districts.all()) {
			this.policies.all(district.tenantId()).forEach((clientId, policy) -> {
				if (!named.getOrDefault(district.tenantId(), Set.of()).contains(clientId)) {
					this.decisions.decide(district.tenantId(), clientId, ConsentPolicy.ASK, policy.value());
					changes.removed(KIND, district.customUrl() + " for " + clientId);
				}
			});
		}
	}

	@Override
	public List<Map<String, Object>> export() {
		List<Map<String, Object>> items = new ArrayList<>();
		for (District district : this.districts.all()) {
			new TreeMap<>(this.policies.all(district.tenantId()))
				.forEach((clientId, policy) -> items.add(item(district, clientId, policy)));
		}
		return items;
	}

	static Map<String, Object> item(District district, String clientId, ConsentPolicy policy) {
		Map<String, Object> item = Kinds.ordered("client", clientId, "district", district.customUrl(), "policy", policy.kind().value());
		if (!policy.scopes().isEmpty()) {
			item.put("scopes", List.copyOf(policy.scopes()));
		}
		return item;
	}

}
