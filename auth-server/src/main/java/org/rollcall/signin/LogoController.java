package org.rollcall.signin;

import java.time.Duration;

import org.rollcall.client.Logos;
import org.rollcall.directory.DistrictLogos;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The logos of the apps and of the districts. Each has an address of its own, which is never used for another, so browsers may keep it. Whatever is
 * in a picture, it is a picture: nothing in it is run, and no other type is guessed.
 */
@Controller
class LogoController {

	private final Logos logos;

	private final DistrictLogos districtLogos;

	LogoController(Logos logos, DistrictLogos districtLogos) {
		this.logos = logos;
		this.districtLogos = districtLogos;
	}

	@GetMapping("/img/{clientId}/{hash}")
	ResponseEntity<byte[]> logo(@PathVariable String clientId, @PathVariable String hash) {
		return this.logos.find(clientId, hash)
			.map((logo) -> picture(logo.mediaType(), logo.image()))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	@GetMapping("/img/district/{tenantId:[1-9][0-9]{0,8}}/{hash}")
	ResponseEntity<byte[]> districtLogo(@PathVariable int tenantId, @PathVariable String hash) {
		return this.districtLogos.find(tenantId, hash)
			.map((logo) -> picture(logo.mediaType(), logo.image()))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	private static ResponseEntity<byte[]> picture(String mediaType, byte[] image) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(mediaType))
			.cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
			.header("Content-Security-Policy", "default-src 'none'; sandbox")
			.header("X-Content-Type-Options", "nosniff")
			.body(image);
	}

}
