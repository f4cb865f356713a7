package org.rollcall.config;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.tile.Tiles;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tiles, one at a time, in the form that a {@code rollcall.yaml} has them.
 */
@Service
public class TileItems {

	private final TilePart part;

	private final ItemWriter writer;

	private final Tiles tiles;

	private final Districts districts;

	private final ClientReferences clientReferences;

	private final DistrictReferences districtReferences;

	TileItems(TilePart part, ItemWriter writer, Tiles tiles, Districts districts, ClientReferences clientReferences,
			DistrictReferences districtReferences) {
		this.part = part;
		this.writer = writer;
		this.tiles = tiles;
		this.districts = districts;
		this.clientReferences = clientReferences;
		this.districtReferences = districtReferences;
	}

	/**
	 * Puts a tile on a district's LaunchPad, or changes the one with that name.
	 * @param text an item of {@code tiles}, in JSON or YAML
	 * @param only the custom URL of the only district that may be written to, {@code null} for all
	 * @return the item
	 * @throws InvalidConfigException with all its faults, if it has any
	 * @throws ForeignDistrictException if the item is of another district
	 */
	public Map<String, Object> put(String text, @Nullable String only) {
		Section item = ItemWriter.parse(text, Shapes.TILE);
		ItemWriter.keepWithin(item, "district", only);
		if (only != null && item.has("client")) {
			this.clientReferences.keepWithin(item, "client", this.districts.findByCustomUrl(only).orElseThrow().tenantId());
			item.faults().throwIfAny();
		}
		this.writer.write(this.part, item, Guard.NONE,
				Account.of(() -> this.districtReferences.of(item).map(District::tenantId)));
		return this.part.export()
			.stream()
			.filter((tile) -> item.text("name", "").equals(tile.get("name"))
					&& item.text("district", String.valueOf(tile.get("district"))).equals(tile.get("district")))
			.findFirst()
			.orElseThrow();
	}

	@Transactional(readOnly = true)
	public List<Map<String, Object>> all() {
		return this.part.export();
	}

	/**
	 * @return whether there was one
	 */
	@Transactional
	public boolean remove(String customUrl, String name) {
		return this.districts.findByCustomUrl(customUrl)
			.filter((district) -> this.tiles.remove(district.tenantId(), name))
			.map((district) -> {
				this.writer.removed("tile", district.customUrl() + "/" + name, district.tenantId());
				return true;
			})
			.orElse(false);
	}

}
