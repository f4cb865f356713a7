package org.rollcall.administrator;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rollcall.audit.AuditEvent;
import org.rollcall.audit.AuditExported;
import org.rollcall.audit.AuditFile;
import org.rollcall.audit.AuditTrail;
import org.rollcall.directory.District;
import org.rollcall.directory.PersonNames;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Hands out the record, of whatever length, with the names of the people in it.
 */
@Service
public class AuditExport {

	/** So many are read at once. */
	private static final int BATCH = 1_000;

	private final AuditTrail trail;

	private final PersonNames people;

	private final ApplicationEventPublisher events;

	AuditExport(AuditTrail trail, PersonNames people, ApplicationEventPublisher events) {
		this.trail = trail;
		this.people = people;
		this.events = events;
	}

	/**
	 * Notes that somebody takes a copy home, which is an event itself.
	 * @param format of the file
	 */
	public void announce(@Nullable District district, AuditQuestion question, String format) {
		this.events.publishEvent(new AuditExported((district != null) ? district.tenantId() : null, question.asked(), format));
	}

	/**
	 * Writes all that fits a question. Batch by batch, so that neither memory nor a connection to the database is held for as long as
	 * the reader takes.
	 */
	public void write(@Nullable District district, AuditQuestion question, AuditFile file, PrintWriter out) {
		file.begin(out);
		Optional<Long> before = Optional.empty();
		do {
			List<AuditEvent> batch = this.trail.read(question.filter(), before.orElse(null), BATCH);
			Map<Integer, String> names = names(batch, district);
			batch.forEach((event) -> file.write(event, names, out));
			before = (batch.size() == BATCH && !out.checkError()) ? Optional.of(batch.getLast().auditId()) : Optional.empty();
		}
		while (before.isPresent());
	}

	/**
	 * Returns the names of the people in some events. Somebody of another district who did something in this one is named; a
	 * stranger is not.
	 */
	public Map<Integer, String> names(Collection<AuditEvent> events, @Nullable District district) {
		Set<Integer> userIds = new HashSet<>();
		events.forEach((event) -> event.people().forEach(userIds::add));
		return this.people.find(userIds)
			.values()
			.stream()
			.collect(Collectors.toMap(PersonNames.PersonName::userId, (person) -> person.displayName() + " ("
					+ ((district == null || person.tenantId() != district.tenantId()) ? person.customUrl() + "/" : "") + person.loginId() + ")"));
	}

}
