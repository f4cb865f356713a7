package org.rollcall.admin;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.rollcall.platform.JsonResponse;
import org.rollcall.platform.Problem;
import org.rollcall.platform.Sha256;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets a program send a POST again whose answer it never saw: with the same {@code Idempotency-Key} it gets the answer of the
 * first, and nothing is made twice. What was refused changed nothing, and is tried again.
 */
class IdempotencyFilter extends OncePerRequestFilter {

	static final String HEADER = "Idempotency-Key";

	private static final String REPLAYED = "Idempotency-Replayed";

	private final IdempotentAnswers answers;

	private final JsonResponse json;

	private final int largest = (int) Math.min(Runtime.getRuntime().maxMemory() / 80, Integer.MAX_VALUE / 2);

	IdempotencyFilter(IdempotentAnswers answers, JsonResponse json) {
		this.answers = answers;
		this.json = json;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null || isFile(request);
	}

	/**
	 * A roster is larger than what can be compared with the first one. Sent twice it is imported once: only the last upload of a
	 * district waits to be confirmed.
	 */
	private static boolean isFile(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.startsWith(RostersController.ZIP);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String key = request.getHeader(HEADER);
		if (!key.matches("[\\x21-\\x7e]{8,255}")) {
			this.json.write(response, new Problem(HttpStatus.BAD_REQUEST, "idempotency-key",
					"An Idempotency-Key has 8 to 255 letters, digits and signs of ASCII; a random UUID is best."));
			return;
		}
		byte[] body = request.getInputStream().readNBytes(this.largest + 1);
		if (body.length > this.largest) {
			this.json.write(response, new Problem(HttpStatus.CONTENT_TOO_LARGE, "too-large",
					"The body is larger than " + this.largest / 1024 + " KB."));
			return;
		}
		IdempotentAnswers.Request asked = new IdempotentAnswers.Request(shown(request) + "\0" + key,
				hash(request, body));
		Optional<IdempotentAnswers.Found> found = this.answers.begin(asked);
		if (found.isPresent()) {
			replay(found.get(), response);
			return;
		}
		ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
		boolean kept = false;
		try {
			chain.doFilter(new WithBody(request, body), answer);
			if (answer.getStatus() < 300) {
				this.answers.keep(asked, new IdempotentAnswers.Answer(answer.getStatus(), answer.getContentType(),
						answer.getHeader(HttpHeaders.ETAG), answer.getContentAsByteArray()));
				kept = true;
			}
		}
		finally {
			if (!kept) {
				this.answers.forget(asked);
			}
			answer.copyBodyToResponse();
		}
	}

	private void replay(IdempotentAnswers.Found found, HttpServletResponse response) throws IOException {
		IdempotentAnswers.Answer answer = found.answer();
		if (found.isOfAnother()) {
			this.json.write(response, new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused",
					"This Idempotency-Key came with another request before. Send a new one."));
		}
		else if (answer == null) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
			this.json.write(response, new Problem(HttpStatus.CONFLICT, "idempotency-key-busy",
					"The first request with this Idempotency-Key is still being worked on. Ask again in a moment."));
		}
		else {
			response.setStatus(answer.status());
			response.setHeader(REPLAYED, "true");
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			if (answer.contentType() != null) {
				response.setContentType(answer.contentType());
			}
			if (answer.tag() != null) {
				response.setHeader(HttpHeaders.ETAG, answer.tag());
			}
			response.getOutputStream().write(answer.body());
		}
	}

	/**
	 * Who gets another access token meanwhile is somebody else: what they are answered is sealed under what only they know.
	 */
	private static String shown(HttpServletRequest request) {
		String key = request.getHeader(AdminKeyFilter.HEADER);
		return (key != null) ? key : String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION));
	}

	private static byte[] hash(HttpServletRequest request, byte[] body) {
		MessageDigest digest = Sha256.digest();
		digest.update((request.getRequestURI() + "?" + request.getQueryString() + "\n").getBytes(StandardCharsets.UTF_8));
		return digest.digest(body);
	}

	private static final class WithBody extends HttpServletRequestWrapper {

		private final byte[] body;

		WithBody(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = body;
		}

		@Override
		public ServletInputStream getInputStream() {
			ByteArrayInputStream bytes = new ByteArrayInputStream(this.body);
			return new ServletInputStream() {

				@Override
				public int read() {
					return bytes.read();
				}

				@Override
				public int read(byte[] buffer, int offset, int length) {
					return bytes.read(buffer, offset, length);
				}

				@Override
				public boolean isFinished() {
					return bytes.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException();
				}

			};
		}

		@Override
		public BufferedReader getReader() {
			return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
		}

	}

}
