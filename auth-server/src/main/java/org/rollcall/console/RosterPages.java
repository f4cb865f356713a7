package org.rollcall.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.client.ClientNames;
import org.rollcall.client.ClientNames.ClientName;
import org.rollcall.directory.District;
import org.rollcall.directory.People;
import org.rollcall.directory.Person;
import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Parameters;
import org.rollcall.platform.SentFile;
import org.rollcall.roster.FaultFile;
import org.rollcall.roster.ImportJob;
import org.rollcall.roster.ImportJob.State;
import org.rollcall.roster.ImportJobs;
import org.rollcall.roster.ImportRefusedException;
import org.rollcall.roster.ImportRefusedException.Reason;
import org.rollcall.roster.RosterLookup;
import org.rollcall.share.RosterShares;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * A district's roster: how much of it there is, and its imports.
 */
@Controller
@Allowed(Audience.DISTRICT_ADMINISTRATORS)
class RosterPages {

	private static final String PATH = "/console/{district}/roster";

	private static final String IMPORT = PATH + "/imports/{importId}";

	private static final int PAGE = 50;

	private static final int SECONDS_TO_RELOAD = 2;

	private final ImportJobs jobs;

	private final RosterLookup roster;

	private final People people;

	private final ClientNames clients;

	private final RosterShares shares;

	private final InstantSource clock;

	RosterPages(ImportJobs jobs, RosterLookup roster, People people, ClientNames clients, RosterShares shares, InstantSource clock) {
		this.jobs = jobs;
		this.roster = roster;
		this.people = people;
		this.clients = clients;
		this.shares = shares;
		this.clock = clock;
	}

	@GetMapping(PATH)
	String overview(District district, HttpServletRequest request, Model model) {
		int page = page(request);
		List<ImportJob> found = this.jobs.history(district.tenantId(), PAGE + 1, (page - 1) * PAGE);
		model.addAttribute("size", this.roster.size(district.tenantId()));
		model.addAttribute("percent", percent(district));
		model.addAttribute("seenBy", this.shares.inDistrict(district.tenantId()).size());
		model.addAttribute("imports", found.stream().limit(PAGE).map(this::line).toList());
		model.addAttribute("page", page);
		model.addAttribute("more", found.size() > PAGE);
		model.addAttribute("utc", ZoneOffset.UTC);
		return "console/roster";
	}

	@GetMapping(PATH + "/guard")
	@Reauthenticated
	String guard(District district, Model model) {
		return guard(Long.toString(percent(district)), new FormFaults(), model);
	}

	@PostMapping(PATH + "/guard")
	@Reauthenticated(kept = "percent")
	String decideGuard(District district, HttpServletRequest request, HttpServletResponse response, Model model) {
		String typed = Parameters.of(request).first("percent").orElse("").strip();
		int percent = typed.matches("\\d{1,3}") ? Integer.parseInt(typed) : -1;
		if (percent < 0 || percent > 100) {
			FormFaults faults = new FormFaults();
			faults.add("percent", "console.roster.guard.fault");
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return guard(typed, faults, model);
		}
		this.jobs.decideGuard(district.tenantId(), percent);
		return "redirect:/console/" + district.customUrl() + "/roster?done=roster.guard";
	}

	private static String guard(String typed, FormFaults faults, Model model) {
		model.addAttribute("typed", typed);
		model.addAttribute("faults", faults);
		return "console/roster-guard";
	}

	@GetMapping(PATH + "/upload")
	String upload(District district, Model model) {
		return upload(district, new FormFaults(), model);
	}

	@PostMapping(PATH + "/upload")
	String upload(District district, HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
		FormFaults faults = new FormFaults();
		Optional<SentFile.Opened> file = SentFile.open(request).filter((opened) -> !opened.name().isBlank());
		if (file.isEmpty()) {
			faults.add("file", "console.fault.missing");
		}
		else {
			try {
				UUID importId = this.jobs.upload(district.tenantId(), file.get().name(), file.get().content());
				return "redirect:" + path(district, importId);
			}
			catch (ImportRefusedException ex) {
				faults.add("file", (ex.reason() == Reason.BUSY) ? "console.roster.upload.busy" : "console.roster.upload.refused");
				file.get().forget();
			}
		}
		response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
		return upload(district, faults, model);
	}

	private String upload(District district, FormFaults faults, Model model) {
		model.addAttribute("faults", faults);
		model.addAttribute("busy", this.jobs.history(district.tenantId(), 1, 0).stream().filter(ImportJob::isUnderWay).findFirst().orElse(null));
		return "console/roster-upload";
	}

	@GetMapping(IMPORT)
	String one(District district, @PathVariable String importId, HttpServletRequest request, Model model) {
		ImportJob job = job(district, importId);
		int page = page(request);
		model.addAttribute("line", line(job));
		model.addAttribute("job", job);
		model.addAttribute("faults", (job.state() == State.FAULTY) ? this.jobs.faults(job.importId(), PAGE, (page - 1) * PAGE) : List.of());
		model.addAttribute("page", page);
		model.addAttribute("more", job.faultCount() > page * PAGE);
		model.addAttribute("percent", percent(district));
		model.addAttribute("beyondGuard", isBeyondGuard(district, job));
		model.addAttribute("utc", ZoneOffset.UTC);
		if (job.isUnderWay()) {
			model.addAttribute("reload", SECONDS_TO_RELOAD);
		}
		return "console/roster-import";
	}

	@GetMapping({ IMPORT + "/faults.csv", IMPORT + "/faults.txt" })
	void faults(District district, @PathVariable String importId, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		ImportJob job = job(district, importId);
		boolean csv = request.getRequestURI().endsWith(".csv");
		response.setContentType(csv ? "text/csv" : "text/plain");
		response.setCharacterEncoding("UTF-8");
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"faults." + (csv ? "csv" : "txt") + "\"");
		FaultFile file = csv ? FaultFile.CSV : FaultFile.TEXT;
		PrintWriter out = response.getWriter();
		file.begin(out);
		this.jobs.eachFault(job.importId(), (fault) -> file.write(fault, out));
	}

	@GetMapping(IMPORT + "/confirm")
	@Reauthenticated
	String ask(District district, @PathVariable String importId, Model model) {
		ImportJob job = job(district, importId);
		return (job.state() == State.CHECKED) ? ask(district, job, new FormFaults(), model) : "redirect:" + path(district, job.importId());
	}

	@PostMapping(IMPORT + "/confirm")
	@Reauthenticated
	String confirm(District district, @PathVariable String importId, HttpServletRequest request, HttpServletResponse response,
			Model model) {
		ImportJob job = job(district, importId);
		try {
			this.jobs.confirm(district.tenantId(), job.importId(), Parameters.of(request).first("letGo").isPresent());
			return "redirect:" + path(district, job.importId());
		}
		catch (ImportRefusedException ex) {
			if (ex.reason() == Reason.NOT_NOW) {
				return "redirect:" + path(district, job.importId()) + "?done=roster.not-now";
			}
			FormFaults faults = new FormFaults();
			faults.add("letGo", (ex.reason() == Reason.BUSY) ? "console.roster.upload.busy" : "console.roster.confirm.fault");
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return ask(district, job, faults, model);
		}
	}

	private String ask(District district, ImportJob job, FormFaults faults, Model model) {
		model.addAttribute("job", job);
		model.addAttribute("faults", faults);
		model.addAttribute("percent", percent(district));
		model.addAttribute("beyondGuard", isBeyondGuard(district, job));
		return "console/roster-confirm";
	}

	@PostMapping(IMPORT + "/cancel")
	String cancel(District district, @PathVariable String importId) {
		ImportJob job = job(district, importId);
		try {
			this.jobs.cancel(district.tenantId(), job.importId());
			return "redirect:" + path(district, job.importId()) + "?done=roster.cancelled";
		}
		catch (ImportRefusedException ex) {
			return "redirect:" + path(district, job.importId()) + "?done=roster.not-now";
		}
	}

	private ImportJob job(District district, String importId) {
		try {
			return this.jobs.find(district.tenantId(), UUID.fromString(importId))
				.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, ex);
		}
	}

	private boolean isBeyondGuard(District district, ImportJob job) {
		return job.preview() != null && job.preview().leaving() > this.jobs.guard(district.tenantId());
	}

	private long percent(District district) {
		return Math.round(this.jobs.guard(district.tenantId()) * 100);
	}

	private static String path(District district, UUID importId) {
		return "/console/" + district.customUrl() + "/roster/imports/" + importId;
	}

	private static int page(HttpServletRequest request) {
		return Parameters.of(request).first("page").filter((page) -> page.matches("[1-9]\\d{0,5}")).map(Integer::valueOf).orElse(1);
	}

	private Line line(ImportJob job) {
		Instant now = this.clock.instant();
		Duration left = job.timeLeft(now);
		String phase = job.phase();
		return new Line(job, job.state().name().toLowerCase(Locale.ROOT), by(job),
				(phase != null) ? phase.split(" ")[0].toLowerCase(Locale.ROOT) : null,
				(phase != null && phase.contains(" ")) ? phase.substring(phase.indexOf(' ') + 1) : null,
				(job.rowsDone() > 0) ? job.rate(now) : 0, (left != null && job.rowsDone() > 0) ? left.toSeconds() : null);
	}

	private @Nullable String by(ImportJob job) {
		String name = job.uploadedBy();
		if (name == null) {
			return null;
		}
		return switch (job.uploadedByKind()) {
			case "person" -> name.matches("\\d{1,9}") ? this.people.find(Integer.parseInt(name)).map(Person::displayName).orElse(name)
					: name;
			case "app" -> this.clients.find(List.of(name)).stream().findFirst().map(ClientName::name).orElse(name);
			default -> name;
		};
	}

	/**
	 * An import as it stands in a list.
	 *
	 * @param by who uploaded it; {@code null} if it was the server itself
	 * @param file which file the phase is about, if it is about one
	 * @param rate rows a second; 0 if nobody can tell
	 * @param secondsLeft until the phase is through; {@code null} if nobody can tell
	 */
	record Line(ImportJob job, String state, @Nullable String by, @Nullable String phase, @Nullable String file, long rate,
			@Nullable Long secondsLeft) {

	}

}
