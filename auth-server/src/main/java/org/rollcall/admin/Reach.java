package org.rollcall.admin;

import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.Administrators;
import org.rollcall.config.Guard;

import org.springframework.stereotype.Component;

/**
 * Keeps callers from becoming more than they are. Whoever gives somebody a password can sign in as them: so a key of a district
 * leaves alone who administers that district, and any key that is not the server's own who looks after the whole server.
 */
@Component
class Reach {

	private final Administrators administrators;

	Reach(Administrators administrators) {
		this.administrators = administrators;
	}

	/**
	 * Returns what the caller may not change.
	 */
	Guard guard() {
		Caller caller = Caller.current();
		@Nullable Integer tenantId = caller.tenantId();
		return caller.mayAdministrate() ? Guard.NONE : () -> this.administrators.standing(tenantId);
	}

	/**
	 * @throws BeyondReachException if the caller may change nothing about a person
	 */
	void check(int userId) {
		Caller caller = Caller.current();
		boolean above = (caller.tenantId() != null) ? this.administrators.mayUseConsole(userId)
				: this.administrators.isSystemAdministrator(userId);
		if (above && !caller.mayAdministrate()) {
			throw new BeyondReachException("This person administers " + ((caller.tenantId() != null) ? "a district or " : "")
					+ "the server, and this " + caller.what() + " is not for that.");
		}
	}

}
