package org.rollcall.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.client.ClientRegistration;
import org.rollcall.client.ClientType;
import org.rollcall.client.Clients;
import org.rollcall.client.Lifetimes;
import org.rollcall.client.Scope;
import org.rollcall.demo.DemoProperties.DemoClient;
import org.rollcall.demo.DemoProperties.DemoDistrict;
import org.rollcall.directory.DistrictRegistration;
import org.rollcall.directory.Districts;
import org.rollcall.password.Passwords;
import org.rollcall.platform.Sha256;
import org.rollcall.platform.StartingState;
import org.rollcall.roster.RosterImport;
import org.rollcall.roster.RosterSource;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes sure, before the first request, that the demo districts and their apps are there. What was changed by hand since
 * stays, but for what the demo itself declares.
 */
@Component
@ConditionalOnBooleanProperty("rollcall.demo.enabled")
class DemoData implements SmartInitializingSingleton, StartingState {

	private static final Logger logger = LoggerFactory.getLogger(DemoData.class);

	private final DemoProperties properties;

	private final Districts districts;

	private final RosterImport rosterImport;

	private final Clients clients;

	private final Passwords passwords;

	private final Lifetimes lifetimes;

	private final TransactionOperations transactions;

	DemoData(DemoProperties properties, Districts districts, RosterImport rosterImport, Clients clients,
			Passwords passwords, Lifetimes lifetimes, TransactionOperations transactions) {
		this.properties = properties;
		this.districts = districts;
		this.rosterImport = rosterImport;
		this.clients = clients;
		this.passwords = passwords;
		this.lifetimes = lifetimes;
		this.transactions = transactions;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.properties.districts()
			.forEach((district) -> this.transactions.executeWithoutResult((status) -> load(district)));
		this.properties.clients().forEach(this::register);
	}

	/**
	 * Everybody shares one hash: it is the same well-known password, and a slow hash for each would take a minute.
	 */
	private void load(DemoDistrict district) {
		if (this.districts.findByTenantId(district.tenantId()).isPresent()) {
			return;
		}
		this.districts.register(new DistrictRegistration(district.tenantId(), district.customUrl(), district.name(),
				district.stateId(), district.stateName(), district.ncesId(), district.ncesName(),
				district.buildingName()));
		this.rosterImport.importFolder(district.tenantId(), RosterSource.classpath("db/demo/" + district.customUrl()),
				this.passwords.hash(Passwords.DEMO));
		logger.info("Demo district {} is at /{}", district.name(), district.customUrl());
	}

	@Override
	public byte[] fingerprint() {
		return Sha256.of(this.properties + "\n" + this.lifetimes);
	}

	private void register(DemoClient client) {
		this.clients.register(new ClientRegistration(client.clientId(), client.clientSecret(), client.name(),
				client.type(), client.fidelity(), client.type() == ClientType.PUBLIC, this.properties.redirectUris(),
				this.properties.postLogoutRedirectUris(), Scope.all(), this.lifetimes));
	}

}
