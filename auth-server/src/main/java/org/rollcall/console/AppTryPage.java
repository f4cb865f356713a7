package org.rollcall.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.rollcall.administrator.Administrator;
import org.rollcall.client.App;
import org.rollcall.client.ClientRegistration;
import org.rollcall.directory.District;
import org.rollcall.platform.ClassLinkIdentifier;
import org.rollcall.platform.RollcallProperties;
import org.rollcall.platform.Sha256;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * A sign-in to an app for trying it out, step by step: the link that begins it, and what redeems the code that comes back.
 */
@Controller
@Allowed(Audience.DEVELOPERS)
class AppTryPage {

	private final AppAccess access;

	private final RollcallProperties properties;

	AppTryPage(AppAccess access, RollcallProperties properties) {
		this.access = access;
		this.properties = properties;
	}

	@GetMapping(AppPages.PATH + "/{clientId}/try")
	String page(Administrator administrator, District district, @PathVariable String clientId, Model model) {
		App app = this.access.see(administrator, district, clientId);
		ClientRegistration registration = app.registration();
		if (!registration.kind().hasPeople() || registration.redirectUris().isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		String redirectUri = registration.redirectUris().getFirst();
		String verifier = ClassLinkIdentifier.secret() + ClassLinkIdentifier.secret();
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("client_id", clientId);
		parameters.put("redirect_uri", redirectUri);
		parameters.put("response_type", "code");
		parameters.put("scope", String.join(" ", registration.scopes()));
		parameters.put("state", "test-sign-in");
		parameters.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier)));
		parameters.put("code_challenge_method", "S256");
		model.addAttribute("app", app);
		model.addAttribute("redirectUri", redirectUri);
		model.addAttribute("link", this.properties.frontChannelUrl() + "/oauth2/v2/auth?" + parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "=" + UriUtils.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&")));
		model.addAttribute("redeem", Snippets.redeem(registration, "SECRET", redirectUri, verifier, this.properties));
		model.addAttribute("ask", "curl %s/v2/my/info \\\n  --header 'Authorization: Bearer ACCESS_TOKEN'\n".formatted(this.properties.userApiUrl()));
		return "console/app-try";
	}

}
