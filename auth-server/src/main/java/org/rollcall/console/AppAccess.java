package org.rollcall.console;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrator;
import org.rollcall.client.App;
import org.rollcall.client.AppSharing;
import org.rollcall.client.Apps;
import org.rollcall.client.MachineScope;
import org.rollcall.directory.District;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Who may see an app, and who may change it. An app that somebody may not see is answered like one that there is not.
 */
@Component
class AppAccess {

	private final Apps apps;

	private final AppSharing sharing;

	AppAccess(Apps apps, AppSharing sharing) {
		this.apps = apps;
		this.sharing = sharing;
	}

	/**
	 * Returns an app of the district, or one of the operator's.
	 * @throws ResponseStatusException if there is none that the administrator may see
	 */
	App see(Administrator administrator, District district, String clientId) {
		return this.apps.find(clientId)
			.filter((app) -> isThere(administrator, district, app))
			.filter((app) -> administrator.administers(district.tenantId()) || this.apps.isDeveloper(clientId, administrator.userId()))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/**
	 * An app of the operator is there for a district whose people may use it, and for those whom the operator named for it.
	 */
	private boolean isThere(Administrator administrator, District district, App app) {
		if (app.tenantId() != null) {
			return app.tenantId() == district.tenantId();
		}
		return administrator.system() || this.apps.isDeveloper(app.clientId(), administrator.userId())
				|| this.sharing.isShared(app.clientId(), district.tenantId());
	}

	/**
	 * Returns the same for who wants to change it.
	 * @throws ForbiddenException if the administrator may see it only
	 */
	App change(Administrator administrator, District district, String clientId) {
		App app = see(administrator, district, clientId);
		if (!mayChange(administrator, app)) {
			throw new ForbiddenException();
		}
		return app;
	}

	/**
	 * Returns the same for who wants to say who else may use it or look after it.
	 */
	App administer(Administrator administrator, District district, String clientId) {
		App app = see(administrator, district, clientId);
		if (!mayAdminister(administrator, app)) {
			throw new ForbiddenException();
		}
		return app;
	}

	/**
	 * What every district uses is the operator's to change, or of those whom the operator named for it. Whoever changes an app can
	 * make a secret for it, so that one which may use the admin API is not an app developer's to change.
	 */
	boolean mayChange(Administrator administrator, App app) {
		return mayAdminister(administrator, app) || administrator.developer() && !opensAdmin(app)
				&& this.apps.isDeveloper(app.clientId(), administrator.userId());
	}

	/**
	 * Returns whether the app may use the admin API.
	 */
	static boolean opensAdmin(App app) {
		return !MachineScope.administrative(app.registration().scopes()).isEmpty();
	}

	static boolean mayAdminister(Administrator administrator, App app) {
		return administrator.system() || app.tenantId() != null && administrator.administers(app.tenantId());
	}

	/**
	 * Returns whose apps alone the administrator sees; {@code null} for somebody who sees all of the district.
	 */
	static @Nullable Integer developer(Administrator administrator, District district) {
		return administrator.administers(district.tenantId()) ? null : administrator.userId();
	}

}
