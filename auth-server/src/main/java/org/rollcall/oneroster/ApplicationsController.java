package org.rollcall.oneroster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.oauth.PresentedTokens;
import org.rollcall.share.PartnerKeys;
import org.rollcall.share.RosterServers;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;
import org.rollcall.share.SharedRoster;
import org.rollcall.share.SharedRosters;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells an app that shows a partner key which districts share their rosters with it, and with what it sees them (contract, section 6).
 */
@RestController
class ApplicationsController {

	static final String APPLICATIONS = "/applications";

	/** Where a request is led that names a share by its {@code oneroster_application_id}. */
	static final String NAMED_SERVER = APPLICATIONS + "/-/server";

	private final PartnerKeys keys;

	private final SharedRosters rosters;

	private final RosterShares shares;

	private final ShareCredentials credentials;

	private final RosterServers servers;

	ApplicationsController(PartnerKeys keys, SharedRosters rosters, RosterShares shares, ShareCredentials credentials, RosterServers servers) {
		this.keys = keys;
		this.rosters = rosters;
		this.shares = shares;
		this.credentials = credentials;
		this.servers = servers;
	}

	@GetMapping(path = APPLICATIONS, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Object>> applications(HttpServletRequest request) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("status", 1);
		body.put("applications", this.rosters.of(app(request)).stream().map(this::application).toList());
		return answer(HttpStatus.OK, body);
	}

	private Map<String, Object> application(SharedRoster shared) {
		Map<String, Object> application = new LinkedHashMap<>();
		application.put("id", shared.share().shareId());
		application.put("application_id", shared.applicationId());
		application.put("tenant_id", shared.share().tenantId());
		application.put("bearer", this.credentials.bearer(shared.share()));
		application.put("tenant_name", shared.district().name());
		application.put("enabled", "true");
		application.put("tenant_status", "Active");
		application.put("oneroster_application_id", shared.share().proxyPath());
		application.put("name", shared.appName());
		application.put("version", "");
		return application;
	}

	@GetMapping(path = APPLICATIONS + "/{id:\\d{1,9}}/server", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Object>> server(@PathVariable int id, HttpServletRequest request) {
		return server(this.rosters.find(app(request), id));
	}

	/** Some apps take one id for the other here, and ClassLink answers them. */
	@GetMapping(path = NAMED_SERVER, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Map<String, Object>> server(HttpServletRequest request) {
		String clientId = app(request);
		return server(this.shares.findByProxyPath(String.valueOf(NamedRoster.of(request).proxyPath()))
			.flatMap((share) -> this.rosters.find(clientId, share.shareId())));
	}

	private ResponseEntity<Map<String, Object>> server(Optional<SharedRoster> found) {
		SharedRoster shared = found.orElseThrow(() -> new RefusedException(HttpStatus.NOT_FOUND,
				"No application of this key has this id. GET /applications tells the ids."));
		Map<String, Object> server = new LinkedHashMap<>();
		server.put("client_id", shared.share().consumerKey());
		server.put("client_secret", this.credentials.secret(shared.share()));
		server.put("endpoint_url", this.servers.of(shared.district()));
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("status", 1);
		body.put("server", server);
		body.put("message", "");
		return answer(HttpStatus.OK, body);
	}

	private String app(HttpServletRequest request) {
		String presented = PresentedTokens.presented(request);
		if (presented.isEmpty()) {
			throw new RefusedException(HttpStatus.UNAUTHORIZED, "The Authorization header is missing: send 'Authorization: Bearer <partner key>'.");
		}
		return this.keys.find(presented)
			.orElseThrow(() -> new RefusedException(HttpStatus.UNAUTHORIZED,
					"This is no partner key, or one that has ended, or its app is disabled. The app's page in the console has its partner keys."));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> refuse(RefusedException refused) {
		return answer(refused.status, ApplicationsErrorForm.refusal(refused.message));
	}

	private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, Map<String, Object> body) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.header(HttpHeaders.CACHE_CONTROL, "no-store");
		if (status == HttpStatus.UNAUTHORIZED) {
			answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Rollcall\"");
		}
		return answer.body(body);
	}

	private static final class RefusedException extends RuntimeException {

		private final HttpStatus status;

		private final String message;

		private RefusedException(HttpStatus status, String message) {
			super(message, null, false, false);
			this.status = status;
			this.message = message;
		}

	}

}
