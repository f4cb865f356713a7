package org.rollcall.administrator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.rollcall.audit.AuditFilter;
import org.rollcall.directory.FoundPerson;
import org.rollcall.platform.FormFaults;

import org.springframework.web.util.UriUtils;

/**
 * What somebody typed to find something in the record, and what it means.
 *
 * @param asked what was typed, by field, without what was left empty
 * @param faults what of it means nothing
 * @param candidates who may be meant where more than one person is; then {@code faults} says so
 */
public record AuditQuestion(Map<String, String> asked, AuditFilter filter, FormFaults faults, List<FoundPerson> candidates) {

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

	/**
	 * Returns the query that asks the same about somebody in particular.
	 */
	public String about(int userId) {
		Map<String, String> other = new LinkedHashMap<>(this.asked);
		other.put("person", Integer.toString(userId));
		return new AuditQuestion(other, this.filter, this.faults, List.of()).query();
	}

}
