package org.rollcall.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.rollcall.client.ClientNames;
import org.rollcall.client.ClientNames.ClientName;
import org.rollcall.client.ClientRegistration;
import org.rollcall.client.Scope;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code rosterShares}. With what an app sees a roster is no part of it: it follows from the server's master key.
 */
@Component
@Order(7)
class RosterSharePart implements Part {

	private static final String KIND = "roster share";

	private final RosterShares shares;

	private final Districts districts;

	private final ClientNames names;

	private final DistrictReferences districtReferences;

	private final ClientReferences clientReferences;

	RosterSharePart(RosterShares shares, Districts districts, ClientNames names, DistrictReferences districtReferences,
			ClientReferences clientReferences) {
		this.shares = shares;
		this.districts = districts;
		this.names = names;
		this.districtReferences = districtReferences;
		this.clientReferences = clientReferences;
	}

	@Override
	public String list() {
		return "rosterShares";
	}

	@Override
	public void apply(List<Section> items, ConfigDocument document, Changes changes) {
		Set<String> seen = new HashSet<>();
		for (Section item : items) {
			Optional<District> district = this.districtReferences.of(item);
			Optional<ClientRegistration> client = this.clientReferences.of(item, "client", document);
			if (district.isEmpty() || client.isEmpty()) {
				continue;
			}
			int tenantId = district.get().tenantId();
			String clientId = client.get().clientId();
			if (!seen.add(tenantId + clientId)) {
				item.fault("client", "What this district shares with this app stands here twice.");
				continue;
			}
			if (item.texts("scopes").isEmpty()) {
				item.fault("scopes", "This is empty: what the app may see, one scope at least.");
				continue;
			}
			boolean isNew = this.shares.find(clientId, tenantId).isEmpty();
			if (this.shares.share(tenantId, clientId, new TreeSet<>(item.texts("scopes")), new TreeSet<>(item.texts("schools")))) {
				String name = name(district.get(), client.get().name());
				if (isNew) {
					changes.created(KIND, name);
				}
				else {
					changes.updated(KIND, name);
				}
			}
		}
	}

	private static String name(District district, String client) {
		return district.customUrl() + " with " + client;
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
		Map<String, String> called = this.names.all().stream().collect(Collectors.toMap(ClientName::clientId, ClientName::name));
		for (District district : this.districts.all()) {
			for (RosterShare share : this.shares.inDistrict(district.tenantId())) {
				if (!named.getOrDefault(district.tenantId(), Set.of()).contains(share.clientId())) {
					this.shares.end(district.tenantId(), share.clientId());
					changes.removed(KIND, name(district, called.getOrDefault(share.clientId(), share.clientId())));
				}
			}
		}
	}

	@Override
	public List<Map<String, Object>> export() {
		List<Map<String, Object>> items = new ArrayList<>();
		for (District district : this.districts.all()) {
			this.shares.inDistrict(district.tenantId()).forEach((share) -> items.add(item(district, share)));
		}
		return items;
	}

	static Map<String, Object> item(District district, RosterShare share) {
		Map<String, Object> item = Kinds.ordered("client", share.clientId(), "district", district.customUrl(), "scopes",
				Scope.roster().stream().filter(share.scopes()::contains).toList());
		if (!share.schools().isEmpty()) {
			item.put("schools", List.copyOf(new TreeSet<>(share.schools())));
		}
		return item;
	}

}
