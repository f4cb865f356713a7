package org.rollcall.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rollcall.config.Guard;
import org.rollcall.config.Requests;
import org.rollcall.directory.District;
import org.rollcall.platform.Problem;
import org.rollcall.roster.Fault;
import org.rollcall.roster.FaultFile;
import org.rollcall.roster.ImportJob;
import org.rollcall.roster.ImportJob.Preview;
import org.rollcall.roster.ImportJobs;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Imports of rosters: uploaded, checked, looked at, confirmed, done.
 */
@RestController
@RequestMapping("/admin/v1/rosters/{district}/imports")
class RostersController {

	static final String ZIP = "application/zip";

	private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

	private static final String CSV = "text/csv";

	private static final String TEXT = "text/plain";

	private static final int MOST = 1_000;

	private final ImportJobs jobs;

	private final Reachable reachable;

	private final Reach reach;

	private final InstantSource clock;

	RostersController(ImportJobs jobs, Reachable reachable, Reach reach, InstantSource clock) {
		this.jobs = jobs;
		this.reachable = reachable;
		this.reach = reach;
		this.clock = clock;
	}

	/**
	 * The file is kept as it arrives, and never in memory as a whole.
	 */
	@PostMapping(consumes = ZIP)
	@Described(value = "Upload a roster, to be checked", takesFile = ZIP, status = 202)
	ResponseEntity<Map<String, Object>> upload(@PathVariable String district, @RequestParam(defaultValue = "roster.zip") String name,
			HttpServletRequest request) throws IOException {
		District known = this.reachable.district(district);
		UUID importId = this.jobs.upload(known.tenantId(), name, request.getInputStream());
		return ResponseEntity.accepted()
			.header(HttpHeaders.LOCATION, "/admin/v1/rosters/" + known.customUrl() + "/imports/" + importId)
			.body(item(job(known, importId.toString())));
	}

	@GetMapping
	@Described(value = "Read the imports of a roster, the newest first", list = true)
	ResponseEntity<List<Map<String, Object>>> list(@PathVariable String district, @RequestParam(defaultValue = "100") int limit,
			@RequestParam(defaultValue = "0") int offset, HttpServletRequest request) {
		int size = Math.clamp(limit, 1, MOST);
		int from = Math.max(offset, 0);
		int tenantId = this.reachable.district(district).tenantId();
		List<ImportJob> found = this.jobs.history(tenantId, size + 1, from);
		double guard = this.jobs.guard(tenantId);
		return page(request, found.size() > size, size, from).body(found.stream().limit(size).map((job) -> item(job, guard)).toList());
	}

	@GetMapping("/{importId:" + ID + "}")
	@Described("Read how far an import is, and what it would change or changed")
	Map<String, Object> find(@PathVariable String district, @PathVariable String importId) {
		return item(job(this.reachable.district(district), importId));
	}

	/**
	 * Some of the faults, or all that were kept as a file, whichever the caller accepts.
	 */
	@GetMapping("/{importId:" + ID + "}/faults")
	@Described(value = "Read the faults of an import", list = true, alsoAs = { CSV, TEXT })
	@Nullable ResponseEntity<List<Map<String, Object>>> faults(@PathVariable String district, @PathVariable String importId,
			@RequestParam(defaultValue = "100") int limit, @RequestParam(defaultValue = "0") int offset, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		ImportJob job = job(this.reachable.district(district), importId);
		String accepted = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
		if (accepted.contains(CSV) || accepted.contains(TEXT)) {
			FaultFile file = accepted.contains(CSV) ? FaultFile.CSV : FaultFile.TEXT;
			response.setContentType(accepted.contains(CSV) ? CSV : TEXT);
			response.setCharacterEncoding(StandardCharsets.UTF_8.name());
			PrintWriter out = response.getWriter();
			file.begin(out);
			this.jobs.eachFault(job.importId(), (fault) -> file.write(fault, out));
			return null;
		}
		int size = Math.clamp(limit, 1, MOST);
		int from = Math.max(offset, 0);
		List<Fault> found = this.jobs.faults(job.importId(), size + 1, from);
		return page(request, found.size() > size, size, from).header("X-Total-Count", Integer.toString(job.faultCount()))
			.body(found.stream().limit(size).map(RostersController::item).toList());
	}

	@PostMapping(path = "/{importId:" + ID + "}/confirm", consumes = MediaType.ALL_VALUE)
	@Described(value = "Confirm an import, so that it is done", takes = "import-confirmation", status = 202)
	ResponseEntity<Map<String, Object>> confirm(@PathVariable String district, @PathVariable String importId,
			@RequestBody(required = false) @Nullable String body) {
		District known = this.reachable.district(district);
		ImportJob job = job(known, importId);
		boolean letGo = body != null && !body.isBlank()
				&& Boolean.TRUE.equals(Requests.read("import-confirmation", body).get("letGo"));
		Guard guard = this.reach.guard();
		this.jobs.confirm(known.tenantId(), job.importId(), letGo, guard::standing);
		return ResponseEntity.accepted().body(item(job(known, importId)));
	}

	@DeleteMapping("/{importId:" + ID + "}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Described("Cancel an import that waits to be confirmed")
	void cancel(@PathVariable String district, @PathVariable String importId) {
		District known = this.reachable.district(district);
		this.jobs.cancel(known.tenantId(), job(known, importId).importId());
	}

	@ExceptionHandler(IOException.class)
	ResponseEntity<Map<String, Object>> interrupted() {
		return new Problem(HttpStatus.BAD_REQUEST, "upload", "The upload was interrupted; nothing was imported.").response();
	}

	private ImportJob job(District district, String importId) {
		return this.jobs.find(district.tenantId(), UUID.fromString(importId))
			.orElseThrow(() -> new UnknownItemException("There is no import '" + importId + "'."));
	}

	private static ResponseEntity.BodyBuilder page(HttpServletRequest request, boolean more, int limit, int offset) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
		return more ? answer.header(HttpHeaders.LINK,
				"<%s?limit=%d&offset=%d>; rel=\"next\"".formatted(request.getRequestURI(), limit, offset + limit)) : answer;
	}

	private Map<String, Object> item(ImportJob job) {
		return item(job, this.jobs.guard(job.tenantId()));
	}

	private Map<String, Object> item(ImportJob job, double guard) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("importId", job.importId().toString());
		item.put("state", job.state().name().toLowerCase(Locale.ROOT));
		item.put("fileName", job.fileName());
		item.put("fileSize", job.fileSize());
		item.put("uploadedBy", (job.uploadedBy() != null) ? job.uploadedByKind() + " " + job.uploadedBy() : job.uploadedByKind());
		item.put("uploadedAt", job.uploadedAt().toString());
		item.put("endedAt", (job.endedAt() != null) ? job.endedAt().toString() : null);
		item.put("progress", job.isUnderWay() ? progress(job) : null);
		item.put("faults", job.faultCount());
		item.put("preview", (job.preview() != null) ? item(job.preview(), guard) : null);
		item.put("problem", job.problem());
		return item;
	}

	private Map<String, Object> progress(ImportJob job) {
		Instant now = this.clock.instant();
		Duration left = (job.rowsDone() > 0) ? job.timeLeft(now) : null;
		String phase = job.phase();
		Map<String, Object> progress = new LinkedHashMap<>();
		progress.put("phase", (phase != null) ? phase.split(" ")[0].toLowerCase(Locale.ROOT) : "waiting");
		progress.put("file", (phase != null && phase.contains(" ")) ? phase.substring(phase.indexOf(' ') + 1) : null);
		progress.put("rows", job.rowsDone());
		progress.put("rowsTotal", job.rowsTotal());
		progress.put("rowsPerSecond", (job.rowsDone() > 0) ? job.rate(now) : 0);
		progress.put("secondsLeft", (left != null) ? left.toSeconds() : null);
		return progress;
	}

	private static Map<String, Object> item(Preview preview, double guard) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("peopleBefore", preview.peopleBefore());
		item.put("peopleCreated", preview.peopleCreated());
		item.put("peopleChanged", preview.peopleUpdated());
		item.put("peopleLeaving", preview.peopleLeaving());
		item.put("beyondGuard", preview.leaving() > guard);
		item.put("files", preview.files().stream().map((file) -> {
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("file", file.file());
			one.put("mode", file.mode().name().toLowerCase(Locale.ROOT));
			one.put("rows", file.rows());
			one.put("created", file.created());
			one.put("changed", file.changed());
			one.put("removed", file.removed());
			return one;
		}).toList());
		return item;
	}

	private static Map<String, Object> item(Fault fault) {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("file", fault.file());
		item.put("line", (fault.line() > 0) ? fault.line() : null);
		item.put("column", fault.column());
		item.put("value", fault.value());
		item.put("reason", fault.reason());
		return item;
	}

}
