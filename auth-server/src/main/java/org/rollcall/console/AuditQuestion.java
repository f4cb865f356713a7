package org.rollcall.console;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import org.rollcall.audit.AuditFilter;
import org.rollcall.platform.FormFaults;

import org.springframework.web.util.UriUtils;

/**
 * What somebody typed to find something in the record, and what it means.
 *
 * @param asked what was typed, by field, without what was left empty
 * @param faults what of it means nothing
 */
record AuditQuestion(Map<String, String> asked, AuditFilter filter, FormFaults faults) {

	/**
	 * Returns it as a query, without a page.
	 */
	public String query() {
		return this.asked.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + UriUtils.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	/**
	 * Returns the query that goes on where a page ends.
	 */
	public String before(long auditId) {
		return (this.asked.isEmpty() ? "" : query() + "&") + "before=" + auditId;
	}

}
