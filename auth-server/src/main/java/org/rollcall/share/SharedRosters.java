package org.rollcall.share;

import java.util.List;
import java.util.Optional;

import org.rollcall.client.ClientNames;
import org.rollcall.client.ClientNames.ClientName;
import org.rollcall.directory.Districts;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an app that shows a {@linkplain PartnerKeys partner key} is told: the districts that share their rosters with it.
 */
@Service
@Transactional(readOnly = true)
public class SharedRosters {

	private final RosterShares shares;

	private final Districts districts;

	private final ClientNames names;

	SharedRosters(RosterShares shares, Districts districts, ClientNames names) {
		this.shares = shares;
		this.districts = districts;
		this.names = names;
	}

	/**
	 * Returns what districts share with an app, the oldest share first.
	 */
	public List<SharedRoster> of(String clientId) {
		String name = this.names.find(List.of(clientId)).stream().findFirst().map(ClientName::name).orElse("");
		return this.shares.of(clientId)
			.stream()
			.flatMap((share) -> this.districts.findByTenantId(share.tenantId())
				.map((district) -> new SharedRoster(share, district, name))
				.stream())
			.toList();
	}

	/**
	 * Returns one of them.
	 * @param shareId the {@code id} of {@code GET /applications}
	 */
	public Optional<SharedRoster> find(String clientId, int shareId) {
		return of(clientId).stream().filter((shared) -> shared.share().shareId() == shareId).findFirst();
	}

}
