package org.rollcall.demo;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rollcall.client.ClientType;
import org.rollcall.client.Fidelity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a demo consists of ({@code application-demo.yaml}).
 *
 * @param redirectUris of every app
 * @param postLogoutRedirectUris of every app
 */
@ConfigurationProperties("rollcall.demo")
record DemoProperties(@DefaultValue List<DemoDistrict> districts, @DefaultValue List<DemoClient> clients,
		@DefaultValue List<String> redirectUris, @DefaultValue List<String> postLogoutRedirectUris) {

	/**
	 * What OneRoster does not say about a district.
	 */
	record DemoDistrict(int tenantId, String customUrl, String name, int stateId, String stateName, String ncesId,
			String ncesName, String buildingName) {

	}

	/**
	 * @param clientSecret {@code null} for a public app
	 */
	record DemoClient(String clientId, @Nullable String clientSecret, String name, ClientType type, Fidelity fidelity) {

	}

}
