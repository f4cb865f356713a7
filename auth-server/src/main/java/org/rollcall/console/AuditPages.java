package org.rollcall.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.administrator.AuditExport;
import org.rollcall.administrator.AuditQuestion;
import org.rollcall.administrator.AuditQuestions;
import org.rollcall.audit.AuditEvent;
import org.rollcall.audit.AuditFile;
import org.rollcall.audit.AuditTrail;
import org.rollcall.client.ClientNames;
import org.rollcall.directory.District;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What happened in a district, or on the server as a whole, and for how long that is kept.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class AuditPages {

	private static final String DISTRICT = "/console/{district}/audit";

	private static final String SERVER = "/console/-/audit";

	private static final String RETENTION = "/console/-/audit/retention";

	static final int SIZE = 50;

	private final AuditTrail trail;

	private final AuditQuestions questions;

	private final AuditReader reader;

	private final ClientNames clients;

	private final InstantSource clock;

	private final AuditExport export;

	AuditPages(AuditTrail trail, AuditQuestions questions, AuditReader reader, ClientNames clients, InstantSource clock,
			AuditExport export) {
		this.trail = trail;
		this.questions = questions;
		this.reader = reader;
		this.clients = clients;
		this.clock = clock;
		this.export = export;
	}

	@GetMapping(DISTRICT)
	String ofDistrict(District district, HttpServletRequest request, HttpServletResponse response, Locale locale, Model model) {
		return list(district, request, response, locale, model);
	}

	@GetMapping(SERVER)
	@Allowed(Audience.SYSTEM_ADMINISTRATORS)
	String ofServer(HttpServletRequest request, HttpServletResponse response, Locale locale, Model model) {
		return list(null, request, response, locale, model);
	}

	@GetMapping({ DISTRICT + "/events.csv", DISTRICT + "/events.ndjson" })
	void exportOfDistrict(District district, HttpServletRequest request, HttpServletResponse response) throws IOException {
		export(district, request, response);
	}

	@GetMapping({ SERVER + "/events.csv", SERVER + "/events.ndjson" })
	@Allowed(Audience.SYSTEM_ADMINISTRATORS)
	void exportOfServer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		export(null, request, response);
	}

	@GetMapping(RETENTION)
	@Allowed(Audience.SYSTEM_ADMINISTRATORS)
	@Reauthenticated
	String retention(Model model) {
		int days = this.trail.daysKept();
		return retention(Integer.toString(days), days, new FormFaults(), model);
	}

	@PostMapping(RETENTION)
	@Allowed(Audience.SYSTEM_ADMINISTRATORS)
	@Reauthenticated
	String changeRetention(HttpServletRequest request, HttpServletResponse response, Model model) {
		Parameters sent = Parameters.of(request);
		String typed = sent.first("days").orElse("").strip();
		int known = number(sent.first("version").orElse(""));
		int days = number(typed);
		FormFaults faults = new FormFaults();
		faults.check(days >= AuditTrail.FEWEST_DAYS && days <= AuditTrail.MOST_DAYS, "days", "console.audit.retention.range",
				AuditTrail.FEWEST_DAYS, AuditTrail.MOST_DAYS);
		if (faults.isEmpty()) {
			if (this.trail.keep(days, known)) {
				return "redirect:" + SERVER + "?done=audit-retention";
			}
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("meanwhile", this.trail.daysKept());
		}
		else {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		}
		return retention(typed, this.trail.daysKept(), faults, model);
	}

	private static String retention(String typed, int days, FormFaults faults, Model model) {
		model.addAttribute("typed", typed);
		model.addAttribute("days", days);
		model.addAttribute("fewest", AuditTrail.FEWEST_DAYS);
		model.addAttribute("most", AuditTrail.MOST_DAYS);
		model.addAttribute("faults", faults);
		return "console/audit-retention";
	}

	private static int number(String typed) {
		return typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : -1;
	}

	private String list(@Nullable District district, HttpServletRequest request, HttpServletResponse response, Locale locale,
			Model model) {
		AuditQuestion question = this.questions.of(district, Parameters.of(request));
		model.addAttribute("base", path(district));
		model.addAttribute("question", question);
		model.addAttribute("kinds", this.reader.kinds(this.trail.kinds(), locale));
		model.addAttribute("apps", (district != null) ? this.clients.of(district.tenantId()) : this.clients.all());
		model.addAttribute("days", this.trail.daysKept());
		model.addAttribute("later", false);
		model.addAttribute("before", null);
		if (!question.faults().isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("events", List.of());
			return "console/audit";
		}
		Long before = Parameters.of(request)
			.first("before")
			.filter((value) -> value.matches("\\d{1,18}"))
			.map(Long::valueOf)
			.orElse(null);
		List<AuditEvent> found = this.trail.read(question.filter(), before, SIZE + 1);
		List<AuditEvent> shown = found.subList(0, Math.min(SIZE, found.size()));
		model.addAttribute("events", this.reader.read(shown, district, locale));
		model.addAttribute("later", before != null);
		model.addAttribute("before", (found.size() > SIZE) ? shown.getLast().auditId() : null);
		return "console/audit";
	}

	private void export(@Nullable District district, HttpServletRequest request, HttpServletResponse response) throws IOException {
		AuditQuestion question = this.questions.of(district, Parameters.of(request));
		if (!question.faults().isEmpty()) {
			response.sendRedirect(path(district) + "?" + question.query());
			return;
		}
		boolean csv = request.getRequestURI().endsWith(".csv");
		this.export.announce(district, question, csv ? "CSV" : "NDJSON");
		response.setContentType(csv ? "text/csv" : "application/x-ndjson");
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-%s-%s.%s\"".formatted(
				(district != null) ? district.customUrl() : "server", LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC),
				csv ? "csv" : "ndjson"));
		this.export.write(district, question, csv ? new AuditFile.Csv() : new AuditFile.Ndjson(), response.getWriter());
	}

	private static String path(@Nullable District district) {
		return (district != null) ? "/console/" + district.customUrl() + "/audit" : SERVER;
	}

}
