package org.rollcall.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.Items;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Things of one kind, one at a time.
 */
abstract class ItemController {

	private final Items items;

	private final String word;

	/**
	 * @param word what one of them is called in a sentence before its name
	 */
	ItemController(Items items, String word) {
		this.items = items;
		this.word = word;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, Object> create(@RequestBody(required = false) @Nullable String item) {
		return this.items.create((item != null) ? item : "");
	}

	@GetMapping
	List<Map<String, Object>> all() {
		return this.items.all();
	}

	@GetMapping("/{name}")
	Map<String, Object> find(@PathVariable String name) {
		return this.items.find(name).orElseThrow(() -> none(name));
	}

	@PutMapping("/{name}")
	Map<String, Object> put(@PathVariable String name, @RequestBody(required = false) @Nullable String item) {
		return this.items.put(name, (item != null) ? item : "");
	}

	@DeleteMapping("/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String name) {
		if (!this.items.remove(name)) {
			throw none(name);
		}
	}

	private UnknownItemException none(String name) {
		return new UnknownItemException("There is no " + this.word + " '" + name + "'.");
	}

}
