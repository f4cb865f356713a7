package org.rollcall.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.AuditExport;
import org.rollcall.administrator.AuditQuestion;
import org.rollcall.administrator.AuditQuestions;
import org.rollcall.audit.AuditEvent;
import org.rollcall.audit.AuditFile;
import org.rollcall.audit.AuditTrail;
import org.rollcall.config.Requests;
import org.rollcall.directory.District;
import org.rollcall.platform.Parameters;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What happened, the latest first, with the filters of the console's page. Each event reads the same on a page and in a file.
 */
@RestController
@RequestMapping("/admin/v1/audit")
class AuditController {

	private static final int MOST = 1_000;

	private static final String CSV = "text/csv";

	private static final String NDJSON = "application/x-ndjson";

	private final AuditTrail trail;

	private final AuditQuestions questions;

	private final AuditExport export;

	private final Reachable reachable;

	private final Versions versions;

	private final MessageSource messages;

	AuditController(AuditTrail trail, AuditQuestions questions, AuditExport export, Reachable reachable, Versions versions,
			MessageSource messages) {
		this.trail = trail;
		this.questions = questions;
		this.export = export;
		this.reachable = reachable;
		this.versions = versions;
		this.messages = messages;
	}

	/**
	 * A page of the record, or all that fits as a file, whichever the caller accepts. The address of the next page is in the header
	 * {@code Link}.
	 */
	@GetMapping
	@Described(value = "Read what happened, the latest first", list = true, alsoAs = { CSV, NDJSON })
	@Nullable ResponseEntity<List<Map<String, Object>>> read(@RequestParam(required = false) @Nullable String district,
			@RequestParam(required = false) @Nullable String person, @RequestParam(required = false) @Nullable String app,
			@RequestParam(required = false) @Nullable String kind, @RequestParam(required = false) @Nullable String from,
			@RequestParam(required = false) @Nullable String to, @RequestParam(required = false) @Nullable String address,
			@RequestParam(required = false) @Nullable String actor, @RequestParam(required = false) @Nullable Long before,
			@RequestParam(defaultValue = "100") int limit, HttpServletRequest request, HttpServletResponse response) throws IOException {
		String accepted = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
		if (accepted.contains(CSV) || accepted.contains(NDJSON)) {
			write(accepted.contains(CSV), district, request, response);
			return null;
		}
		District known = district(district);
		AuditQuestion question = question(known, request);
		int size = Math.clamp(limit, 1, MOST);
		List<AuditEvent> found = this.trail.read(question.filter(), before, size + 1);
		List<AuditEvent> shown = found.subList(0, Math.min(size, found.size()));
		Map<Integer, String> names = this.export.names(shown, known);
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
		if (found.size() > size) {
			answer.header(HttpHeaders.LINK, "<%s?%s%slimit=%d>; rel=\"next\"".formatted(request.getRequestURI(),
					(known != null) ? "district=" + known.customUrl() + "&" : "",
					question.before(shown.getLast().auditId()) + "&", size));
		}
		return answer.body(shown.stream().map((event) -> AuditFile.fields(event, names)).toList());
	}

	@GetMapping({ "/events.csv", "/events.ndjson" })
	@Described(value = "Take all home that fits, as a file", alsoAs = { CSV, NDJSON })
	void file(@RequestParam(required = false) @Nullable String district, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		write(request.getRequestURI().endsWith(".csv"), district, request, response);
	}

	private void write(boolean csv, @Nullable String district, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		District known = district(district);
		AuditQuestion question = question(known, request);
		this.export.announce(known, question, csv ? "CSV" : "NDJSON");
		response.setContentType(csv ? CSV : NDJSON);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		this.export.write(known, question, csv ? new AuditFile.Csv() : new AuditFile.Ndjson(), response.getWriter());
	}

	@GetMapping("/kinds")
	@Described(value = "Read what kinds of events there are", list = true)
	List<String> kinds() {
		return this.trail.kinds();
	}

	@GetMapping("/retention")
	@Described("Read for how many days the record is kept")
	ResponseEntity<Map<String, Object>> retention() {
		return this.versions.answer(HttpStatus.OK, Map.of("days", this.trail.daysKept()));
	}

	@PutMapping(path = "/retention", produces = MediaType.APPLICATION_JSON_VALUE)
	@Described(value = "Say for how many days the record is kept", takes = "retention")
	ResponseEntity<Map<String, Object>> keep(@RequestBody(required = false) @Nullable String body,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
		if (Caller.current().tenantId() != null) {
			throw new BeyondReachException("The record is kept for as long for all districts, and this key is for one only.");
		}
		int days = (Integer) Requests.read("retention", (body != null) ? body : "").get("days");
		if (days < AuditTrail.FEWEST_DAYS || days > AuditTrail.MOST_DAYS) {
			throw Requests.refusal("days",
					"The record is kept for " + AuditTrail.FEWEST_DAYS + " to " + AuditTrail.MOST_DAYS + " days.");
		}
		return this.versions.change(ifMatch, "retention", () -> Optional.of(Map.of("days", this.trail.daysKept())), () -> {
			if (!this.trail.keep(days, this.trail.daysKept())) {
				throw new RefusedByStateException("same-moment", "Somebody else changed the same at the same moment; look, and try again.");
			}
			return retention();
		});
	}

	private @Nullable District district(@Nullable String asked) {
		String customUrl = (asked != null) ? asked : Caller.current().district();
		return (customUrl != null) ? this.reachable.district(customUrl) : null;
	}

	private AuditQuestion question(@Nullable District district, HttpServletRequest request) {
		AuditQuestion question = this.questions.of(district, Parameters.of(request));
		question.faults().all().stream().findFirst().ifPresent((fault) -> {
			throw Requests.refusal(fault.field(),
					"The parameter '" + fault.field() + "': " + this.messages.getMessage(fault.message(), fault.arguments(), Locale.US));
		});
		return question;
	}

}
