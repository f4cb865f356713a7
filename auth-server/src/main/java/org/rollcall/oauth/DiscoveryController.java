package org.rollcall.oauth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rollcall.client.Scope;
import org.rollcall.platform.RollcallProperties;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What this server is and can (OpenID Connect Discovery 1.0; RFC 8414; contract, section 4). It lists all that is really
 * supported, so it says more than ClassLink's does.
 */
@RestController
class DiscoveryController {

	private static final List<String> CLIENT_AUTHENTICATION = List.of("client_secret_post", "client_secret_basic", "none");

	private static final List<String> CLIENT_SECRET = List.of("client_secret_post", "client_secret_basic");

	private final Map<String, Object> document;

	DiscoveryController(RollcallProperties properties) {
		this.document = document(properties);
	}

	@GetMapping(path = { "/.well-known/openid-configuration", "/oauth2/v2/.well-known/openid-configuration",
			"/.well-known/oauth-authorization-server" }, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Object>> discovery() {
		return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic()).body(this.document);
	}

	private static Map<String, Object> document(RollcallProperties properties) {
		String front = properties.frontChannelUrl();
		String back = properties.backChannelUrl();
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("issuer", properties.issuer());
		document.put("authorization_endpoint", front + AuthorizationServerConfiguration.AUTHORIZE);
		document.put("token_endpoint", back + AuthorizationServerConfiguration.TOKEN);
		document.put("userinfo_endpoint", properties.userApiUrl() + "/v2/my/profileinfo");
		document.put("jwks_uri", back + AuthorizationServerConfiguration.JWKS);
		document.put("end_session_endpoint", front + LogoutController.PATH);
		document.put("revocation_endpoint", back + AuthorizationServerConfiguration.REVOKE);
		document.put("introspection_endpoint", back + AuthorizationServerConfiguration.INTROSPECT);
		document.put("registration_endpoint", back + RegistrationController.PATH);
		document.put("scopes_supported", List.copyOf(Scope.all()));
		document.put("response_types_supported", List.of("code"));
		document.put("response_modes_supported", List.of("query"));
		document.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
		document.put("subject_types_supported", List.of("public"));
		document.put("id_token_signing_alg_values_supported", List.of("RS256"));
		document.put("token_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION);
		document.put("revocation_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION);
		document.put("introspection_endpoint_auth_methods_supported", CLIENT_SECRET);
		document.put("code_challenge_methods_supported", List.of("S256"));
		document.put("claims_supported",
				List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "login_hint", "email", "email_verified",
						"name", "given_name", "family_name", "middle_name", "preferred_username", "picture", "profile",
						"address", "classLink_tenant_id", "classLink_tenant_id_string", "classLink_role",
						"classLink_role_level", "classLink_sourcedId", "classLink_org_sourcedids"));
		document.put("claims_parameter_supported", false);
		document.put("request_parameter_supported", false);
		document.put("request_uri_parameter_supported", false);
		document.put("authorization_response_iss_parameter_supported", true);
		document.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
		document.put("ui_locales_supported", List.of("en", "es"));
		return document;
	}

}
