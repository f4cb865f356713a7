package org.rollcall.audit;

import java.util.Map;

import org.rollcall.platform.Happening;

/**
 * From now on, what happens is kept for longer or for less long.
 */
public record AuditRetentionChanged(int daysBefore, int days) implements Happening {

	@Override
	public String sentence() {
		return "What happens is kept for " + this.days + " days from now on, and no longer for " + this.daysBefore;
	}

	@Override
	public Map<String, Object> before() {
		return Map.of("days", this.daysBefore);
	}

	@Override
	public Map<String, Object> after() {
		return Map.of("days", this.days);
	}

}
