package org.rollcall.config;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.rollcall.journey.Http;
import org.rollcall.journey.Page;
import org.rollcall.journey.RollcallTest;
import org.rollcall.journey.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A server that is empty before each test.
 */
@RollcallTest
@TestPropertySource(properties = "rollcall.demo.config=")
@TestInstance(Lifecycle.PER_CLASS)
abstract class EmptyServerTest {

	static final String LAKESIDE = "districts: [{customUrl: lakeside, tenantId: 7001, name: Lakeside}]\n";

	static final String READER = """
			  - clientId: c1700000000010a1b2c3d4e5f60718293a4b5c6d7e8f90
			    clientSecret: 0123456789abcdef0123456789abcdef
			    name: Reader
			    redirectUris: [http://localhost:8080/code]
			""";

	@Autowired
	Configurations configurations;

	@Autowired
	Environment environment;

	@Value("${rollcall.issuer}")
	String base;

	@Value("${rollcall.data-directory}")
	Path data;

	@BeforeEach
	void empty() {
		this.configurations.apply("mode: exact", false);
	}

	List<String> apply(String document) {
		return this.configurations.apply(document, false).stream().map(ConfigChange::toString).toList();
	}

	/** As the file that the server starts with, in a folder. */
	List<String> applyFile(String document, Path folder) {
		return this.configurations
			.apply(ConfigDocument.parse(document, "rollcall.yaml", References.of(this.environment, folder)), "rollcall.yaml", false)
			.stream()
			.map(ConfigChange::toString)
			.toList();
	}

	List<String> faults(String document) {
		return catchThrowableOfType(InvalidConfigException.class, () -> apply(document)).faults()
			.stream()
			.map(ConfigFault::toString)
			.toList();
	}

	Page admin(String method, String path, String body, String... headers) {
		Http http = new Http(this.base);
		return http.send(http.request(path, headers)
			.header("X-API-Key", key())
			.header("Content-Type", "application/yaml")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody()));
	}

	String key() {
		try {
			return Files.readString(this.data.resolve("admin-key"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Visitor visitor(String district, String loginId) {
		return new Visitor(this.base, district, loginId);
	}

}
