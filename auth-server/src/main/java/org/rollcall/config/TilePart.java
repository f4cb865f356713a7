package org.rollcall.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.ClientRegistration;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Organization;
import org.rollcall.directory.Organizations;
import org.rollcall.platform.NearestName;
import org.rollcall.tile.Tile;
import org.rollcall.tile.Tiles;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code tiles}.
 */
@Component
@Order(5)
class TilePart implements Part {

	private static final String KIND = "tile";

	private final Tiles tiles;

	private final Districts districts;

	private final Organizations organizations;

	private final DistrictReferences districtReferences;

	private final ClientReferences clientReferences;

	TilePart(Tiles tiles, Districts districts, Organizations organizations, DistrictReferences districtReferences,
			ClientReferences clientReferences) {
		this.tiles = tiles;
		this.districts = districts;
		this.organizations = organizations;
		this.districtReferences = districtReferences;
		this.clientReferences = clientReferences;
	}

	@Override
	public String list() {
		return "tiles";
	}

	@Override
	public void apply(List<Section> items, ConfigDocument document, Changes changes) {
		Set<String> seen = new HashSet<>();
		for (Section item : items) {
			Optional<District> district = this.districtReferences.of(item);
			Optional<ClientRegistration> client = item.has("client") ? this.clientReferences.of(item, "client", document)
					: Optional.empty();
			if (district.isEmpty() || (item.has("client") && client.isEmpty())
					|| !isUsable(item, district.get(), isAddress(item, "url") & isAddress(item, "icon"))) {
				continue;
			}
			Tile wanted = new Tile(district.get().tenantId(), item.text("name", ""), item.text("url", ""), item.text("icon"),
					client.map(ClientRegistration::clientId).orElse(null), new TreeSet<>(item.texts("profiles")),
					new TreeSet<>(item.texts("groups")), new TreeSet<>(item.texts("schools")));
			String name = name(district.get(), wanted);
			if (!seen.add(name)) {
				item.fault("name", "The tile '" + wanted.name() + "' stands here twice.");
				continue;
			}
			Optional<Tile> before = this.tiles.find(wanted.tenantId(), wanted.name());
			if (!before.equals(Optional.of(wanted))) {
				this.tiles.put(wanted);
				tellUnknownSchools(item, wanted);
				if (before.isPresent()) {
					changes.updated(KIND, name);
				}
				else {
					changes.created(KIND, name);
				}
			}
		}
	}

	/**
	 * The roster has come by now, so whatever school it does not have, the district has not.
	 */
	private void tellUnknownSchools(Section item, Tile wanted) {
		Set<String> known = this.tiles.find(wanted.tenantId(), wanted.name()).map(Tile::schools).orElseThrow();
		wanted.schools()
			.stream()
			.filter((school) -> !known.contains(school))
			.forEach((school) -> item.fault("schools", school, "The district's roster has no org '" + school + "'."));
	}

	private static boolean isAddress(Section item, String setting) {
		String address = item.text(setting);
		if (address == null) {
			return true;
		}
		try {
			URI uri = URI.create(address);
			if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
				return true;
			}
		}
		catch (IllegalArgumentException ex) {
			// said below
		}
		item.fault(setting, "'" + address + "' is not an address that a browser can open: it begins with https:// or http://.");
		return false;
	}

	private boolean isUsable(Section item, District district, boolean soFar) {
		Organization organization = this.organizations.find(district.tenantId());
		return soFar & has(item, "profiles", "profile", organization.profiles().keySet())
				& has(item, "groups", "group", organization.groups());
	}

	private static boolean has(Section item, String setting, String what, Collection<String> known) {
		boolean all = true;
		for (String name : item.texts(setting)) {
			if (!known.contains(name)) {
				item.fault(setting, name, "The district has no " + what + " '" + name + "'" + NearestName.question(known, name));
				all = false;
			}
		}
		return all;
	}

	@Override
	public void removeOthers(List<Section> items, ConfigDocument document, Changes changes) {
		Set<String> named = new HashSet<>();
		for (Section item : items) {
			String customUrl = item.text("district");
			if (customUrl == null && document.root().sections("districts").size() == 1) {
				customUrl = document.root().sections("districts").getFirst().text("customUrl");
			}
			named.add(customUrl + "/" + item.text("name"));
		}
		for (District district : this.districts.all()) {
			for (Tile tile : this.tiles.of(district.tenantId())) {
				if (!named.contains(name(district, tile))) {
					this.tiles.remove(tile.tenantId(), tile.name());
					changes.removed(KIND, name(district, tile));
				}
			}
		}
	}

	private static String name(District district, Tile tile) {
		return district.customUrl() + "/" + tile.name();
	}

	@Override
	public List<Map<String, Object>> export() {
		List<Map<String, Object>> items = new ArrayList<>();
		for (District district : this.districts.all()) {
			this.tiles.of(district.tenantId()).forEach((tile) -> items.add(export(district, tile)));
		}
		return items;
	}

	private static Map<String, Object> export(District district, Tile tile) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("district", district.customUrl());
		item.put("name", tile.name());
		item.put("url", tile.url());
		putIfAny(item, "icon", tile.iconUrl());
		putIfAny(item, "client", tile.clientId());
		putIfAny(item, "profiles", tile.profiles().isEmpty() ? null : List.copyOf(tile.profiles()));
		putIfAny(item, "groups", tile.groups().isEmpty() ? null : List.copyOf(tile.groups()));
		putIfAny(item, "schools", tile.schools().isEmpty() ? null : List.copyOf(tile.schools()));
		return item;
	}

	private static void putIfAny(Map<String, Object> item, String name, @Nullable Object value) {
		if (value != null) {
			item.put(name, value);
		}
	}

}
