package org.rollcall.testcontainers.spring;

import org.rollcall.testcontainers.Client;
import org.rollcall.testcontainers.Rollcall;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * What a Spring Boot application needs to sign people in with Rollcall. Spring Boot has no connection details for OAuth 2.0 of
 * its own.
 */
public interface RollcallConnectionDetails extends ConnectionDetails {

	/**
	 * Returns the running server.
	 */
	Rollcall getRollcall();

	/**
	 * Returns the app that the application is registered as: the first one that was configured by {@code withClient}, or one that
	 * was made for it.
	 */
	Client getClient();

}
