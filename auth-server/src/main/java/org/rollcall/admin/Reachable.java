package org.rollcall.admin;

import org.rollcall.client.App;
import org.rollcall.client.Apps;
import org.rollcall.client.MachineScope;
import org.rollcall.directory.Credentials;
import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;

import org.springframework.stereotype.Component;

/**
 * Finds what the caller reaches. What they do not reach is not there.
 */
@Component
class Reachable {

	private final Districts districts;

	private final People people;

	private final Apps apps;

	private final Reach reach;

	Reachable(Districts districts, People people, Apps apps, Reach reach) {
		this.districts = districts;
		this.people = people;
		this.apps = apps;
		this.reach = reach;
	}

	/**
	 * @throws UnknownItemException if there is no such district in reach
	 */
	District district(String customUrl) {
		return this.districts.findByCustomUrl(customUrl)
			.filter((district) -> Caller.current().reaches(district.customUrl()))
			.orElseThrow(() -> new UnknownItemException("There is no district '" + customUrl + "'."));
	}

	/**
	 * @param name a UserId, or a district and a login id such as {@code lincolnusd/tina.teacher}
	 * @throws UnknownItemException if there is no such person in reach
	 */
	Person person(String name) {
		String[] parts = name.split("/", 2);
		if (parts.length == 1 && name.matches("\\d{1,9}")) {
			return person(Integer.parseInt(name));
		}
		return this.districts.findByCustomUrl(parts[0])
			.filter((district) -> parts.length == 2 && Caller.current().reaches(district.customUrl()))
			.flatMap((district) -> this.people.findCredentials(district.tenantId(), parts[1]))
			.map(Credentials::userId)
			.flatMap(this.people::find)
			.orElseThrow(() -> new UnknownItemException(
					"There is nobody '" + name + "'. Write a UserId, or a district and a login id as in lincolnusd/tina.teacher."));
	}

	/**
	 * @throws UnknownItemException if there is no such person in reach
	 */
	Person person(int userId) {
		return this.people.find(userId)
			.filter((person) -> Caller.current().reaches(person.district().customUrl()))
			.orElseThrow(() -> new UnknownItemException("Nobody has the UserId " + userId + "."));
	}

	/**
	 * Returns a person in reach to whom something may be done.
	 * @throws BeyondReachException if the person looks after more than the key is for
	 */
	Person touchable(Person person) {
		this.reach.check(person.userId());
		return person;
	}

	/**
	 * Returns an app that the caller looks after.
	 * @throws UnknownItemException if there is no such app in reach
	 */
	App app(String clientId) {
		Integer only = Caller.current().tenantId();
		return this.apps.find(clientId)
			.filter((app) -> only == null || only.equals(app.tenantId()))
			.orElseThrow(() -> new UnknownItemException("There is no app with the client id '" + clientId + "'."));
	}

	/**
	 * Returns an app that the caller looks after and may act as: whoever has its secret, or looks after it, can do what it can.
	 * @throws UnknownItemException if there is no such app in reach
	 * @throws BeyondReachException if the app may do more by the admin API than the caller
	 */
	App changeable(String clientId) {
		App app = app(clientId);
		Caller caller = Caller.current();
		MachineScope.administrative(app.registration().scopes()).stream().filter((scope) -> !caller.mayGive(scope)).findFirst().ifPresent((scope) -> {
			throw new BeyondReachException("This app has the scope " + scope + ", and this " + caller.what() + " has not.");
		});
		return app;
	}

}
