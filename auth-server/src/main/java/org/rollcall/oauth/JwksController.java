package org.rollcall.oauth;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import org.rollcall.key.KeyProperties;
import org.rollcall.key.SigningKeys;
import org.rollcall.platform.Sha256;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * The public keys (RFC 7517), which a client may keep for as long as a rotation allows. They come from memory: the database
 * may be away.
 */
@RestController
class JwksController {

	private final SigningKeys keys;

	private final KeyProperties properties;

	JwksController(SigningKeys keys, KeyProperties properties) {
		this.keys = keys;
		this.properties = properties;
	}

	@GetMapping(AuthorizationServerConfiguration.JWKS)
	@Nullable ResponseEntity<byte[]> jwks(WebRequest request) {
		String jwks = this.keys.published().toString();
		String etag = "\"" + HexFormat.of().formatHex(Sha256.of(jwks), 0, 16) + "\"";
		CacheControl cacheControl = CacheControl.maxAge(this.properties.jwksMaxAge()).cachePublic();
		if (request.checkNotModified(etag)) {
			return ResponseEntity.status(304).cacheControl(cacheControl).eTag(etag).build();
		}
		return ResponseEntity.ok()
			.cacheControl(cacheControl)
			.eTag(etag)
			.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
			.body(jwks.getBytes(StandardCharsets.UTF_8));
	}

}
