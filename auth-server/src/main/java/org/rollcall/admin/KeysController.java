package org.rollcall.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.rollcall.key.KeyState;
import org.rollcall.key.SigningKeys;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The keys that sign id_tokens.
 */
@RestController
@RequestMapping("/admin/v1/keys")
class KeysController {

	private final SigningKeys keys;

	KeysController(SigningKeys keys) {
		this.keys = keys;
	}

	@GetMapping
	List<Map<String, Object>> all() {
		return this.keys.states().stream().map(KeysController::item).toList();
	}

	/**
	 * While one waits to take over, nothing happens.
	 */
	@PostMapping
	@Described("Rotate now: publish the next signing key; 200 if one waits already")
	ResponseEntity<Map<String, Object>> rotate() {
		boolean waits = next().isPresent();
		this.keys.rotate();
		return ResponseEntity.status(waits ? HttpStatus.OK : HttpStatus.CREATED).body(item(next().orElseThrow()));
	}

	private Optional<KeyState> next() {
		return this.keys.states().stream().filter((key) -> key.phase() == KeyState.Phase.NEXT).findFirst();
	}

	private static Map<String, Object> item(KeyState key) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("kid", key.kid());
		item.put("phase", key.phase().name().toLowerCase(Locale.ROOT));
		item.put("createdAt", key.createdAt().toString());
		item.put("signsFrom", key.signsFrom().toString());
		item.put("publishedUntil", (key.publishedUntil() != null) ? key.publishedUntil().toString() : null);
		return item;
	}

}
