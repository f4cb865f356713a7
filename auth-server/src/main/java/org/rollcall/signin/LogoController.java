package org.rollcall.signin;

import java.time.Duration;

import org.rollcall.client.Logos;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The logos of the apps. Each has an address of its own, which is never used for another, so browsers may keep it. Whatever is
 * in a picture, it is a picture: nothing in it is run, and no other type is guessed.
 */
@Controller
class LogoController {

	private final Logos logos;

	LogoController(Logos logos) {
		this.logos = logos;
	}

	@GetMapping("/img/{clientId}/{hash}")
	ResponseEntity<byte[]> logo(@PathVariable String clientId, @PathVariable String hash) {
		return this.logos.find(clientId, hash)
			.map((logo) -> ResponseEntity.ok()
				.contentType(MediaType.parseMediaType(logo.mediaType()))
				.cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
				.header("Content-Security-Policy", "default-src 'none'; sandbox")
				.header("X-Content-Type-Options", "nosniff")
				.body(logo.image()))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

}
