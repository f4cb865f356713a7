package org.rollcall.share;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * A district shares more, less or something else of its roster with an app than before.
 *
 * @param before what changed, as it was
 * @param after what changed, as it is
 */
public record RosterShareChanged(int shareId, int tenantId, String clientId, Map<String, Object> before, Map<String, Object> after)
		implements Happening {

	@Override
	public String sentence() {
		return "What district " + this.tenantId + " shares of its roster with app " + this.clientId + " was changed: "
				+ String.join(", ", this.after.keySet());
	}

	@Override
	public Integer concernedDistrict() {
		return this.tenantId;
	}

	@Override
	public String concernedApp() {
		return this.clientId;
	}

}
