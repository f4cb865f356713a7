package org.rollcall.journey;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

import org.rollcall.platform.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A program that shows a key to the admin API.
 */
public class AdminApi {

	private final Http http;

	private final String key;

	private AdminApi(String base, String key) {
		this.http = new Http(base);
		this.key = key;
	}

	/**
	 * With a key that somebody made elsewhere.
	 */
	public static AdminApi withKey(String base, String key) {
		return new AdminApi(base, key);
	}

	/**
	 * With a key of the server's own.
	 */
	public static AdminApi ofServer(String base, JdbcClient jdbc) {
		String key = UUID.randomUUID().toString();
		jdbc.sql("insert into admin_api_key (name, key_hash, created_at) values (?, ?, now())").params(key, Sha256.of(key)).update();
		return new AdminApi(base, key);
	}

	/**
	 * With a key of a district, as its administrator makes it in the console.
	 */
	public static AdminApi ofDistrict(String base, JdbcClient jdbc, String district, String administrator, String... scopes) {
		return made(base, jdbc, district, administrator, district, scopes);
	}

	/**
	 * With a key for all districts, as a system administrator makes it in the console.
	 */
	public static AdminApi ofAllDistricts(String base, JdbcClient jdbc, String district, String administrator, String... scopes) {
		return made(base, jdbc, district, administrator, null, scopes);
	}

	private static AdminApi made(String base, JdbcClient jdbc, String home, String administrator, String reached, String... scopes) {
		String key = "rck_" + UUID.randomUUID();
		jdbc.sql("""
				insert into api_key (key_id, name, key_hash, tenant_id, scopes, made_by, created_at, expires_at)
				select ?, 'Key of a test', ?, (select tenant_id from district where custom_url = ?), ?, p.user_id, now(), now() + interval '700 days'
				from person p join district d using (tenant_id) where d.custom_url = ? and p.login_id = ?""")
			.params(UUID.randomUUID(), Sha256.of(key), reached, scopes, home, administrator)
			.update();
		return new AdminApi(base, key);
	}

	/**
	 * Makes a district without anybody in it.
	 */
	public static void makeDistrict(String base, JdbcClient jdbc, String customUrl) {
		Page made = ofServer(base, jdbc).post("/admin/v1/districts", "{customUrl: " + customUrl + ", name: Schools of " + customUrl + "}");
		if (made.status() != 201) {
			throw new AssertionError("not made: " + made.status() + " " + made.body());
		}
	}

	public Page get(String path) {
		return call("GET", path, null);
	}

	public Page post(String path, String item) {
		return call("POST", path, item);
	}

	public Page put(String path, String item) {
		return call("PUT", path, item);
	}

	/**
	 * Sends an item in place of the one that was seen.
	 */
	public Page put(String path, String item, String ifMatch) {
		return this.http.send(this.http.request(path, "X-API-Key", this.key, "Content-Type", "application/yaml", "If-Match", ifMatch)
			.method("PUT", BodyPublishers.ofString(item)));
	}

	public Page delete(String path) {
		return call("DELETE", path, null);
	}

	/**
	 * Sends a file of any type.
	 */
	public Page postFile(String path, String type, byte[] file) {
		return this.http.send(this.http.request(path, "X-API-Key", this.key, "Content-Type", type).POST(BodyPublishers.ofByteArray(file)));
	}

	/**
	 * Asks for something in one of its forms.
	 */
	public Page get(String path, String accepted) {
		return this.http.send(this.http.request(path, "X-API-Key", this.key, "Accept", accepted).GET());
	}

	private Page call(String method, String path, String item) {
		return this.http.send(this.http.request(path, "X-API-Key", this.key, "Content-Type", "application/yaml")
			.method(method, (item != null) ? BodyPublishers.ofString(item) : BodyPublishers.noBody()));
	}

}
