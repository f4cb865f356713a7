package org.rollcall.admin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses what would take more memory than there is: a document becomes some forty times as large while it is read, and without
 * memory nobody else would be answered either.
 */
@RestControllerAdvice(basePackageClasses = BodyLimit.class)
class BodyLimit extends RequestBodyAdviceAdapter {

	private static final int SHARE_OF_THE_HEAP = 80;

	private static final int MEGABYTE = 1024 * 1024;

	private final long heap;

	@Autowired
	BodyLimit() {
		this(Runtime.getRuntime().maxMemory());
	}

	/**
	 * @param heap how many bytes Java may use
	 */
	BodyLimit(long heap) {
		this.heap = heap;
	}

	@Override
	public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage request, MethodParameter parameter, Type type,
			Class<? extends HttpMessageConverter<?>> converter) throws IOException {
		int largest = (int) Math.min(this.heap / SHARE_OF_THE_HEAP, Integer.MAX_VALUE / 2);
		byte[] body = (request.getHeaders().getContentLength() > largest) ? null : request.getBody().readNBytes(largest + 1);
		if (body == null || body.length > largest) {
			throw new BodyTooLargeException("The body is larger than " + largest / 1024 + " KB, for which a Java heap of "
					+ this.heap / MEGABYTE + " MB has no room. Give it more with -Xmx, or bring the roster as CSV files.");
		}
		return new Body(request.getHeaders(), new ByteArrayInputStream(body));
	}

	private record Body(HttpHeaders headers, InputStream body) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return this.body;
		}

	}

}
