package org.rollcall.testcontainers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rollcall's admin API: makes, changes and removes what a {@code rollcall.yaml} can hold, while the server runs. May be used
 * by many threads at once. What the server refuses is a {@link RollcallException} with its words.
 */
public final class AdminClient {

	private static final String CONFIG = "/admin/v1/config";

	private static final String PEOPLE = "/admin/v1/people";

	private static final String CLIENTS = "/admin/v1/clients";

	private static final String DISTRICTS = "/admin/v1/districts";

	/** As many as the server will list. */
	private static final int MOST = 10_000;

	private final Http http;

	AdminClient(Http http) {
		this.http = http;
	}

	/**
	 * Makes a person.
	 * @param person without a login id, the server makes one up that nobody else has
	 * @return the same with all that the server added: login id, district, {@code userId} and, if there was none, a password
	 */
	public Person createPerson(Person person) {
		return Person.of(create(PEOPLE, person.settings()));
	}

	/** Makes a person, or replaces the one with this login id. The district must be named. */
	public Person putPerson(Person person) {
		return Person.of(put(pathOf(person), person.settings()));
	}

	/** Finds a person: {@code lincolnusd}, {@code tina.teacher}. */
	public Optional<Person> findPerson(String district, String loginId) {
		return find(path(PEOPLE, district, loginId)).map(Person::of);
	}

	/** Returns everybody of a district, or 10,000 of them. */
	public List<Person> people(String district) {
		return list(PEOPLE + "?limit=" + MOST + "&district=" + encode(district), Person::of);
	}

	/** Removes a person. */
	public void deletePerson(Person person) {
		Integer userId = person.userId();
		// a login id may hold a slash, and no address may
		this.http.delete((userId != null) ? path(PEOPLE, userId.toString()) : pathOf(person));
	}

	/**
	 * Registers an app.
	 * @return the same with its client id and, unless it is public, its secret
	 */
	public Client createClient(Client client) {
		return Client.of(create(CLIENTS, client.settings()));
	}

	/** Registers an app, or replaces the one with this client id. */
	public Client putClient(Client client) {
		Map<String, Object> answer = put(path(CLIENTS, client.clientId()), client.settings());
		// the server knows the secret's hash only
		String secret = client.clientSecret();
		return (secret != null) ? Client.of(answer).clientSecret(secret) : Client.of(answer);
	}

	/** Finds an app. Its secret is not known. */
	public Optional<Client> findClient(String clientId) {
		return find(path(CLIENTS, clientId)).map(Client::of);
	}

	/** Returns all apps, without their secrets. */
	public List<Client> clients() {
		return list(CLIENTS, Client::of);
	}

	/** Removes an app. */
	public void deleteClient(Client client) {
		this.http.delete(path(CLIENTS, client.clientId()));
	}

	/** Makes a district. */
	public District createDistrict(District district) {
		return District.of(create(DISTRICTS, district.settings()));
	}

	/** Makes a district, or replaces what is said of the one with this custom URL. */
	public District putDistrict(District district) {
		return District.of(put(path(DISTRICTS, district.customUrl()), district.settings()));
	}

	/** Finds a district by its custom URL. */
	public Optional<District> findDistrict(String customUrl) {
		return find(path(DISTRICTS, customUrl)).map(District::of);
	}

	/** Returns all districts. */
	public List<District> districts() {
		return list(DISTRICTS, District::of);
	}

	/** Removes a district with everybody in it. */
	public void deleteDistrict(District district) {
		this.http.delete(path(DISTRICTS, district.customUrl()));
	}

	/** Writes down that a person allowed an app these scopes, so that nobody is asked. */
	public void createConsent(Client client, Person person, String... scopes) {
		create("/admin/v1/consents",
				Map.of("client", client.reference(), "person", person.reference(), "scopes", List.of(scopes)));
	}

	/**
	 * Puts an app on a district's LaunchPad.
	 * @param tile {@code name}, {@code district}, {@code url} and so on, as in {@code rollcall.yaml}
	 */
	public void createTile(Map<String, Object> tile) {
		create("/admin/v1/tiles", tile);
	}

	/**
	 * Applies a {@code rollcall.yaml}: all of it, or nothing.
	 * @param config YAML or JSON
	 * @return what it changed; empty if everything was so already
	 * @throws RollcallException with each fault and its place, if it is not right
	 */
	public List<Change> apply(String config) {
		return changes(this.http.put(CONFIG, config));
	}

	/** Says what {@link #apply} would change, and changes nothing. */
	public List<Change> dryRun(String config) {
		return changes(this.http.put(CONFIG + "?dryRun=true", config));
	}

	/** Returns all that the server knows as a {@code rollcall.yaml}, secrets as hashes. */
	public String export() {
		return this.http.get(CONFIG, "application/yaml");
	}

	private Map<String, Object> create(String path, Map<String, Object> settings) {
		Map<String, Object> created = new LinkedHashMap<>(settings);
		created.putAll(Json.parseObject(this.http.post(path, Json.write(settings))));
		return created;
	}

	private Map<String, Object> put(String path, Map<String, Object> settings) {
		return Json.parseObject(this.http.put(path, Json.write(settings)));
	}

	private Optional<Map<String, Object>> find(String path) {
		try {
			return Optional.of(Json.parseObject(this.http.get(path)));
		}
		catch (RollcallException ex) {
			if (ex.getStatus() == 404) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	private <T> List<T> list(String path, Function<Map<String, Object>, T> type) {
		List<T> list = new ArrayList<>();
		Object answer = Json.parse(this.http.get(path));
		if (!(answer instanceof List<?> items)) {
			throw new RollcallException("A list was expected from " + path + ", not " + answer, null);
		}
		items.forEach((item) -> list.add(type.apply(Json.strings((Map<?, ?>) item))));
		return list;
	}

	private static List<Change> changes(String answer) {
		List<Change> changes = new ArrayList<>();
		if (Json.parseObject(answer).get("changes") instanceof List<?> list) {
			list.forEach((item) -> {
				Map<?, ?> change = (Map<?, ?>) item;
				changes.add(new Change(String.valueOf(change.get("change")), String.valueOf(change.get("kind")),
						String.valueOf(change.get("name"))));
			});
		}
		return changes;
	}

	private static String pathOf(Person person) {
		String district = person.district();
		if (district == null) {
			throw new IllegalArgumentException("Name the district of " + person.loginId() + ": .district(\"lincolnusd\")");
		}
		return path(PEOPLE, district, person.loginId());
	}

	private static String path(String collection, String... names) {
		StringBuilder path = new StringBuilder(collection);
		for (String name : names) {
			path.append('/').append(encode(name));
		}
		return path.toString();
	}

	private static String encode(String name) {
		return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * Something that a configuration changed.
	 *
	 * @param change {@code created}, {@code updated} or {@code removed}
	 * @param kind such as {@code person}
	 * @param name such as {@code lincolnusd/tina.teacher}
	 */
	public record Change(String change, String kind, String name) {
	}

}
