package org.rollcall.signin;

import java.time.Duration;
import java.util.Optional;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.Palette;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The colour of a district's sign-in page, as a stylesheet of its own: no page may have a style in it. Whoever asks for more
 * contrast sees Rollcall's own colours.
 */
@Controller
class DistrictStyle {

	private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");

	private final Districts districts;

	DistrictStyle(Districts districts) {
		this.districts = districts;
	}

	/**
	 * Returns the address of the stylesheet, which changes with what is in it; nothing for a district without a colour.
	 */
	Optional<String> address(District district) {
		return this.districts.colour(district.tenantId())
			.map((colour) -> "/district/" + district.customUrl() + ".css?colour=" + colour.substring(1));
	}

	@GetMapping("/district/{customUrl:[a-z0-9-]+}.css")
	ResponseEntity<String> style(@PathVariable String customUrl) {
		String colour = this.districts.findByCustomUrl(customUrl)
			.flatMap((district) -> this.districts.colour(district.tenantId()))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		return ResponseEntity.ok()
			.contentType(CSS)
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
			.body("@media (prefers-contrast: no-preference) {\n" + root(Palette.byDay(colour)) + "}\n"
					+ "@media (prefers-contrast: no-preference) and (prefers-color-scheme: dark) {\n" + root(Palette.byNight(colour))
					+ "}\n");
	}

	private static String root(Palette palette) {
		return "\t:root { --accent: %s; --accent-hover: %s; --on-accent: %s; --tint: %s; }\n".formatted(palette.accent(),
				palette.hover(), palette.onAccent(), palette.tint());
	}

}
