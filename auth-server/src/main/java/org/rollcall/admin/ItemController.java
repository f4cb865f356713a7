package org.rollcall.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rollcall.config.Items;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Things of one kind, one at a time.
 */
abstract class ItemController {

	private final Items items;

	private final Versions versions;

	private final String word;

	/**
	 * @param word what one of them is called in a sentence before its name
	 */
	ItemController(Items items, Versions versions, String word) {
		this.items = items;
		this.versions = versions;
		this.word = word;
	}

	/**
	 * Makes one on behalf of the caller.
	 */
	abstract Map<String, Object> create(Caller caller, String item);

	/**
	 * Makes or changes one on behalf of the caller, who reaches it.
	 */
	Map<String, Object> put(Caller caller, String name, String item) {
		return this.items.put(name, item);
	}

	/**
	 * Returns those that the caller reaches.
	 */
	abstract List<Map<String, Object>> all(Caller caller);

	/**
	 * Returns whether one of that name, if there is one, is in the caller's reach.
	 */
	abstract boolean reaches(Caller caller, String name);

	/**
	 * @throws BeyondReachException if the caller may change it, but not remove it
	 */
	void checkRemoval(Caller caller) {
	}

	@PostMapping
	ResponseEntity<Map<String, Object>> create(@RequestBody(required = false) @Nullable String item) {
		return this.versions.answer(HttpStatus.CREATED, create(Caller.current(), (item != null) ? item : ""));
	}

	@GetMapping
	List<Map<String, Object>> all() {
		return all(Caller.current());
	}

	@GetMapping("/{name}")
	ResponseEntity<Map<String, Object>> find(@PathVariable String name) {
		return this.versions.answer(HttpStatus.OK, inReach(name).orElseThrow(() -> none(name)));
	}

	@PutMapping("/{name}")
	ResponseEntity<Map<String, Object>> put(@PathVariable String name, @RequestBody(required = false) @Nullable String item,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		checkReach(name);
		return this.versions.answer(HttpStatus.OK, this.versions.change(ifMatch, this.word + " " + name, () -> this.items.find(name),
				() -> put(Caller.current(), name, (item != null) ? item : "")));
	}

	@DeleteMapping("/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable String name,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		checkReach(name);
		checkRemoval(Caller.current());
		if (!this.versions.change(ifMatch, this.word + " " + name, () -> this.items.find(name), () -> this.items.remove(name))) {
			throw none(name);
		}
	}

	private Optional<Map<String, Object>> inReach(String name) {
		return reaches(Caller.current(), name) ? this.items.find(name) : Optional.empty();
	}

	private void checkReach(String name) {
		if (!reaches(Caller.current(), name)) {
			throw none(name);
		}
	}

	private UnknownItemException none(String name) {
		return new UnknownItemException("There is no " + this.word + " '" + name + "'.");
	}

}
