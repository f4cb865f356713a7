package org.rollcall.workbench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rollcall.platform.NearestName;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.context.request.async.WebAsyncTask;

/**
 * The workbench's calls. Every answer is JSON, and every fault {@code {"message": …}}.
 */
@RestController
@WorkbenchOnly
class WorkbenchController {

	private static final Logger logger = LoggerFactory.getLogger(WorkbenchController.class);

	private static final String LIST = "/workbench/api";

	private static final String RESET = "/workbench/api/reset";

	private static final String SIGN_IN = "/workbench/api/sign-in";

	private static final int LARGEST = 64 * 1024;

	private static final long PATIENCE = TimeUnit.SECONDS.toMillis(120);

	private final Reset reset;

	private final SignInWithoutBrowser signIn;

	private final ApplicationEventPublisher events;

	/** A sign-in makes requests to this server, which need the threads that would wait for it. */
	private final VirtualThreadTaskExecutor executor = new VirtualThreadTaskExecutor("workbench-");

	WorkbenchController(Reset reset, SignInWithoutBrowser signIn, ApplicationEventPublisher events) {
		this.reset = reset;
		this.signIn = signIn;
		this.events = events;
	}

	@GetMapping({ "/workbench", LIST })
	ResponseEntity<Map<String, Object>> list(HttpServletRequest request) {
		used("list its calls", request, HttpStatus.OK);
		Map<String, Object> list = new LinkedHashMap<>();
		list.put("message", "Test support. Whoever reaches it can sign in as anybody and undo everything.");
		list.put("calls", List.of(
				call("POST " + RESET, "puts everything back to the state of the start; sessions, codes and tokens end", null),
				call("POST " + SIGN_IN,
						"signs a person in to a client without a browser; may also have scopes, redirectUri, state, nonce, prompt,"
								+ " decline, exchange, keepSession",
						Map.of("person", "lincolnusd/tina.teacher", "client", "Lincoln Reader"))));
		return ok(list);
	}

	@PostMapping(RESET)
	ResponseEntity<Map<String, Object>> reset(HttpServletRequest request) throws Exception {
		long start = System.nanoTime();
		try {
			this.reset.run();
		}
		catch (WorkbenchFault ex) {
			used("reset", request, ex.status());
			throw ex;
		}
		used("reset", request, HttpStatus.OK);
		return ok(Map.of("milliseconds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
	}

	@PostMapping(SIGN_IN)
	WebAsyncTask<ResponseEntity<Map<String, Object>>> signIn(HttpServletRequest request) throws IOException {
		String address = request.getRemoteAddr();
		byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
		return new WebAsyncTask<>(PATIENCE, this.executor, () -> {
			try {
				SignInWithoutBrowser.SignedIn signedIn = this.signIn.signIn(read(body));
				this.events.publishEvent(new WorkbenchUsed(
						"sign in person " + signedIn.userId() + " to " + signedIn.clientId() + " without a password", address,
						HttpStatus.OK.value()));
				return ok(signedIn.answer());
			}
			catch (WorkbenchFault ex) {
				this.events.publishEvent(new WorkbenchUsed("sign somebody in", address, ex.status().value()));
				throw ex;
			}
		});
	}

	private static SignInOrder read(byte[] body) {
		if (body.length > LARGEST) {
			throw new WorkbenchFault(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than 64 KB, which no order of a sign-in is.");
		}
		return SignInOrders.read(body);
	}

	@RequestMapping("/workbench/**")
	ResponseEntity<Map<String, Object>> nothing(HttpServletRequest request) {
		String path = request.getRequestURI();
		List<String> known = List.of(LIST, RESET, SIGN_IN);
		String method = path.equals(LIST) ? "GET" : "POST";
		HttpStatus status = known.contains(path) ? HttpStatus.METHOD_NOT_ALLOWED : HttpStatus.NOT_FOUND;
		used("do something", request, status);
		return (status == HttpStatus.METHOD_NOT_ALLOWED)
				? ResponseEntity.status(status).header("Allow", method).body(message("Send " + method + " to " + path + "."))
				: ResponseEntity.status(status)
					.body(message("There is nothing at '" + SignInOrders.shorten(path) + "'"
							+ NearestName.question(known, SignInOrders.shorten(path)) + " GET " + LIST + " lists what there is."));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> fault(WorkbenchFault fault) {
		return ResponseEntity.status(fault.status()).contentType(MediaType.APPLICATION_JSON).body(message(fault.message()));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> failure(Exception failure) {
		if (failure instanceof DataAccessResourceFailureException || failure instanceof CannotCreateTransactionException) {
			return fault(new WorkbenchFault(HttpStatus.SERVICE_UNAVAILABLE,
					"The database does not answer at the moment. Try again shortly; nothing was lost."));
		}
		if (failure instanceof AsyncRequestTimeoutException) {
			return fault(new WorkbenchFault(HttpStatus.SERVICE_UNAVAILABLE,
					"The sign-in did not come to an end for two minutes: too many at once, or the server is stuck."));
		}
		logger.error("The workbench failed", failure);
		return fault(new WorkbenchFault(HttpStatus.INTERNAL_SERVER_ERROR,
				"Something went wrong here. The server's log says more."));
	}

	private void used(String what, HttpServletRequest request, HttpStatus status) {
		this.events.publishEvent(new WorkbenchUsed(what, request.getRemoteAddr(), status.value()));
	}

	private static ResponseEntity<Map<String, Object>> ok(Map<String, Object> body) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).contentType(MediaType.APPLICATION_JSON).body(body);
	}

	private static Map<String, Object> call(String call, String does, @Nullable Map<String, String> body) {
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("call", call);
		described.put("does", does);
		if (body != null) {
			described.put("body", body);
		}
		return described;
	}

	private static Map<String, Object> message(String message) {
		return Map.of("message", message);
	}

}
