package org.rollcall.admin;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyLimitTests {

	private static final int LARGEST = 2 * 1024 * 1024;

	private final BodyLimit limit = new BodyLimit(80L * LARGEST);

	@Test
	void whatThereIsRoomForIsRead() throws Exception {
		byte[] body = new byte[LARGEST];
		body[LARGEST - 1] = 7;
		assertThat(read(body, 0).getBody().readAllBytes()).isEqualTo(body);
	}

	@Test
	void whatThereIsNoRoomForIsRefusedWhetherItSaysSoOrNot() {
		assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> read(new byte[LARGEST + 1], 0))
			.withMessage("The body is larger than 2048 KB, for which a Java heap of 160 MB has no room. Give it more with -Xmx, or bring "
					+ "the roster as CSV files.");
		assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> read(new byte[0], LARGEST + 1));
	}

	private HttpInputMessage read(byte[] body, long announced) throws IOException {
		MockHttpInputMessage request = new MockHttpInputMessage(body);
		request.getHeaders().setContentLength(announced);
		MethodParameter parameter = new MethodParameter(
				ReflectionUtils.findMethod(ConfigController.class, "apply", String.class, boolean.class), 0);
		return this.limit.beforeBodyRead(request, parameter, String.class, StringHttpMessageConverter.class);
	}

}
