package org.rollcall.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rollcall.directory.District;
import org.rollcall.directory.Districts;
import org.rollcall.share.RosterShare;
import org.rollcall.share.RosterShares;
import org.rollcall.share.ShareCredentials;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a district shares of its roster, one share at a time, in the form that a {@code rollcall.yaml} has it, and with what the app
 * sees it.
 */
@Service
public class RosterShareItems {

	private final RosterSharePart part;

	private final ItemWriter writer;

	private final RosterShares shares;

	private final ShareCredentials credentials;

	private final Districts districts;

	RosterShareItems(RosterSharePart part, ItemWriter writer, RosterShares shares, ShareCredentials credentials, Districts districts) {
		this.part = part;
		this.writer = writer;
		this.shares = shares;
		this.credentials = credentials;
		this.districts = districts;
	}

	/**
	 * Returns what a district shares, without what is secret.
	 */
	@Transactional(readOnly = true)
	public List<Map<String, Object>> all(District district) {
		return this.shares.inDistrict(district.tenantId()).stream().map((share) -> item(district, share)).toList();
	}

	/**
	 * Returns what a district shares with an app, without what is secret.
	 */
	@Transactional(readOnly = true)
	public Optional<Map<String, Object>> find(District district, String clientId) {
		return this.shares.find(clientId, district.tenantId()).map((share) -> item(district, share));
	}

	/**
	 * Shares with an app that there is.
	 * @param text an item of {@code rosterShares}, in JSON or YAML
	 * @param withSecrets whether the writer is told with what the app sees the roster, if it is shared only now
	 * @return the share
	 * @throws InvalidConfigException with all its faults, if it has any
	 */
	public Map<String, Object> put(District district, String clientId, String text, boolean withSecrets) {
		boolean isNew = this.shares.find(clientId, district.tenantId()).isEmpty();
		this.writer.write(this.part, read(district, clientId, text), Guard.NONE,
				Account.of(() -> this.districts.findByCustomUrl(district.customUrl()).map(District::tenantId)));
		return this.shares.find(clientId, district.tenantId())
			.map((share) -> item(district, share, isNew && withSecrets))
			.orElseThrow(ItemWriter::sameMoment);
	}

	/**
	 * Returns the schools that an item names.
	 * @throws InvalidConfigException with all its faults, if it has any
	 */
	public List<String> schools(District district, String clientId, String text) {
		return read(district, clientId, text).texts("schools");
	}

	/**
	 * Gives a share other credentials.
	 * @param withSecrets whether who renews them is told them
	 * @return the share; nothing if there is none
	 */
	public Optional<Map<String, Object>> renew(District district, String clientId, boolean withSecrets) {
		return this.shares.renew(district.tenantId(), clientId).map((share) -> item(district, share, withSecrets));
	}

	private static Section read(District district, String clientId, String text) {
		return ItemWriter.parse(text, Shapes.ROSTER_SHARE, "district", district.customUrl(), "client", clientId);
	}

	private Map<String, Object> item(District district, RosterShare share, boolean withSecrets) {
		Map<String, Object> item = item(district, share);
		if (withSecrets) {
			this.shares.shown(share);
			item.put("bearer", this.credentials.bearer(share));
			item.put("secret", this.credentials.secret(share));
		}
		return item;
	}

	private static Map<String, Object> item(District district, RosterShare share) {
		Map<String, Object> item = RosterSharePart.item(district, share);
		item.put("shareId", share.shareId());
		item.put("consumerKey", share.consumerKey());
		item.put("oneRosterApplicationId", share.proxyPath());
		item.put("generation", share.generation());
		item.put("createdAt", share.createdAt().toString());
		return item;
	}

}
