package org.rollcall.testcontainers;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import com.github.dockerjava.api.DockerClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ParallelStartTests {

	private final List<String> asked = new ArrayList<>();

	@Test
	void dockerIsThereBeforeTheHostIsAskedForSoThatStartsSideBySideDoNotLockEachOther() {
		Recorded container = new Recorded();
		assertThatIllegalStateException().isThrownBy(container::start).withMessage("far enough");
		assertThat(this.asked).containsExactly("authConfig", "getHost");
	}

	private class Recorded extends RollcallContainer {

		Recorded() {
			super("rollcall:latest");
			this.dockerClient = (DockerClient) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { DockerClient.class }, (proxy, method, arguments) -> {
						ParallelStartTests.this.asked.add(method.getName());
						return null;
					});
		}

		@Override
		public String getHost() {
			ParallelStartTests.this.asked.add("getHost");
			throw new IllegalStateException("far enough");
		}

	}

}
