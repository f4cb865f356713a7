package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.TileItems;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tiles, one at a time.
 */
@RestController
@RequestMapping("/admin/v1/tiles")
class TilesController {

	private final TileItems tiles;

	TilesController(TileItems tiles) {
		this.tiles = tiles;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, Object> put(@RequestBody(required = false) @Nullable String item) {
		return this.tiles.put((item != null) ? item : "", Caller.current().district());
	}

	@GetMapping
	List<Map<String, Object>> all() {
		Caller caller = Caller.current();
		return this.tiles.all().stream().filter((tile) -> caller.reaches(String.valueOf(tile.get("district")))).toList();
	}

	@DeleteMapping("/{district}/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String district, @PathVariable String name) {
		if (!Caller.current().reaches(district) || !this.tiles.remove(district, name)) {
			throw new UnknownItemException("The district '" + district + "' has no tile '" + name + "'.");
		}
	}

}
