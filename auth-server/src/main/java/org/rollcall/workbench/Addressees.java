package org.rollcall.workbench;

import java.util.List;
import java.util.stream.Collectors;

import org.rollcall.client.Client;
import org.rollcall.client.ClientNames;
import org.rollcall.client.ClientNames.ClientName;
import org.rollcall.client.Clients;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.LoginNames;
import org.rollcall.directory.LoginNames.LoginName;
import org.rollcall.platform.NearestName;

import org.springframework.stereotype.Component;

/**
 * Finds the person and the app that a test names.
 */
@Component
@WorkbenchOnly
class Addressees {

	private static final int ALL_DISTRICTS = 10_000;

	private final LoginNames loginNames;

	private final Districts districts;

	private final Clients clients;

	private final ClientNames clientNames;

	Addressees(LoginNames loginNames, Districts districts, Clients clients, ClientNames clientNames) {
		this.loginNames = loginNames;
		this.districts = districts;
		this.clients = clients;
		this.clientNames = clientNames;
	}

	/**
	 * Returns the UserId of an active person.
	 * @param written {@code lincolnusd/tina.teacher}, {@code tina.teacher} or {@code 8708718}
	 * @throws WorkbenchFault if nobody, or more than one, is meant, or the person is not active
	 */
	int person(String written) {
		LoginName person = find(written.strip());
		if (!person.active()) {
			throw WorkbenchFault.badRequest(person.address() + " is not active, so nobody can sign in as this person.");
		}
		return person.userId();
	}

	private LoginName find(String written) {
		List<LoginName> found = this.loginNames.named(written);
		if (found.size() > 1) {
			throw WorkbenchFault.badRequest("More than one district has a person '" + SignInOrders.shorten(written) + "'. Write "
					+ found.stream().map(LoginName::address).collect(Collectors.joining(" or ")) + ".");
		}
		if (found.size() == 1) {
			return found.getFirst();
		}
		if (written.matches("[0-9]{1,18}")) {
			long userId = Long.parseLong(written);
			return ((userId <= Integer.MAX_VALUE) ? this.loginNames.find((int) userId) : java.util.Optional.<LoginName>empty())
				.orElseThrow(() -> WorkbenchFault.badRequest("Nobody has the UserId or the login id " + written + "."));
		}
		int slash = written.indexOf('/');
		return (slash < 0) ? nobody(written, this.loginNames.all().stream().map(LoginName::loginId).toList(), "")
				: inDistrict(written.substring(0, slash), written.substring(slash + 1));
	}

	private LoginName inDistrict(String written, String loginId) {
		String customUrl = this.districts.findByCustomUrl(written).map(District::customUrl).orElseThrow(() -> {
			List<String> known = this.districts.search("", ALL_DISTRICTS).stream().map(District::customUrl).toList();
			return WorkbenchFault.badRequest("There is no district '" + SignInOrders.shorten(written) + "'"
					+ NearestName.question(known, written));
		});
		return this.loginNames.named(loginId)
			.stream()
			.filter((person) -> person.district().equals(customUrl))
			.findFirst()
			.orElseGet(() -> nobody(loginId,
					this.loginNames.all()
						.stream()
						.filter((person) -> person.district().equals(customUrl))
						.map(LoginName::loginId)
						.toList(),
					" in the district '" + customUrl + "'"));
	}

	private static LoginName nobody(String loginId, List<String> known, String where) {
		String typed = SignInOrders.shorten(loginId);
		throw WorkbenchFault.badRequest("There is no person '" + typed + "'" + where + NearestName.question(known, typed));
	}

	/**
	 * Returns an enabled app.
	 * @param written its id, or its name in any case
	 * @throws WorkbenchFault if none, or more than one, is meant, or the app is disabled
	 */
	Client client(String written) {
		List<ClientName> known = this.clientNames.all();
		List<ClientName> found = known.stream().filter((client) -> client.clientId().equals(written)).toList();
		if (found.isEmpty()) {
			found = known.stream().filter((client) -> client.name().equalsIgnoreCase(written.strip())).toList();
		}
		if (found.size() > 1) {
			throw WorkbenchFault.badRequest("More than one client is called '" + SignInOrders.shorten(written) + "'. Write its id: "
					+ found.stream().map(ClientName::clientId).collect(Collectors.joining(" or ")) + ".");
		}
		if (found.isEmpty()) {
			String typed = SignInOrders.shorten(written);
			throw WorkbenchFault.badRequest("There is no client with the id or the name '" + typed + "'"
					+ NearestName.question(known.stream().map(ClientName::name).toList(), typed));
		}
		ClientName client = found.getFirst();
		return this.clients.find(client.clientId())
			.orElseThrow(() -> WorkbenchFault
				.badRequest("The client '" + client.name() + "' (" + client.clientId() + ") is disabled."));
	}

}
