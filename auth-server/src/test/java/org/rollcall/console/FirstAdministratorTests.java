package org.rollcall.console;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rollcall.RollcallApplication;
import org.rollcall.journey.FreshServer;
import org.rollcall.journey.Http;
import org.rollcall.journey.Page;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From an empty server to somebody who looks after it.
 */
@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTests {

	@Test
	void whoeverOpensTheLinkBecomesTheFirstAdministratorAndNobodyAfterThem(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext server = new SpringApplicationBuilder(RollcallApplication.class)
			.initializers(new FreshServer())
			.run()) {
			Path file = Path.of(server.getEnvironment().getRequiredProperty("rollcall.data-directory"), "first-administrator");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
			String link = Files.readString(file).strip();
			assertThat(output).contains("first-administrator").doesNotContain(Http.parameter(URI.create(link), "link"));
			Http http = new Http("http://localhost:" + server.getEnvironment().getProperty("server.port"));
			String path = link.substring(link.indexOf("/console/"));

			Page form = http.get(path);
			Page faulty = http.post("/console/-/setup", fields(form, Map.of("customUrl", "logout", "password", "short", "repeated", "other")));
			assertThat(faulty.status()).isEqualTo(422);
			assertThat(faulty.html().select("#faults a").eachAttr("href")).contains("#password", "#repeated", "#firstName");
			assertThat(faulty.html().select("#customUrl").attr("value")).isEqualTo("logout");

			Map<String, String> typed = Map.of("district", "Shelbyville Schools", "customUrl", "shelbyville", "firstName", "Élise", "lastName",
					"<b>O’Neil</b>", "loginId", "elise", "password", "correct horse battery", "repeated", "correct horse battery");
			for (String known : List.of("password1234", "elise1234567")) {
				Map<String, String> weak = new HashMap<>(typed);
				weak.putAll(Map.of("password", known, "repeated", known));
				Page refused = http.post("/console/-/setup", fields(faulty, weak));
				assertThat(refused.status()).as(known).isEqualTo(422);
				assertThat(refused.html().select("#faults a").eachAttr("href")).containsExactly("#password");
			}
			Page done = http.post("/console/-/setup", fields(faulty, typed));
			assertThat(done.status()).isEqualTo(302);
			assertThat(file).doesNotExist();
			assertThat(server.getBean(JdbcClient.class).sql("select kind from audit_event").query(String.class).list())
				.contains("PersonRegistered", "ConsoleRoleChanged");
			Page console = http.get("/console/shelbyville");
			assertThat(console.status()).isEqualTo(200);
			assertThat(console.text()).contains("Shelbyville Schools", "Élise <b>O’Neil</b>");
			assertThat(http.get("/console/-/districts").text()).contains("Shelbyville Schools");

			assertThat(new Http(http.base()).get(path).status()).isEqualTo(403);
			Http late = new Http(http.base());
			Map<String, String> again = fields(form, typed);
			again.put("_csrf", late.get("/shelbyville").hiddenFields().get("_csrf"));
			assertThat(late.post("/console/-/setup", again).status()).isEqualTo(403);
			assertThat(server.getBean(JdbcClient.class).sql("select count(*) from console_role").query(Integer.class).single())
				.isEqualTo(1);
		}
	}

	private static Map<String, String> fields(Page form, Map<String, String> typed) {
		Map<String, String> fields = form.hiddenFields();
		fields.putAll(typed);
		return fields;
	}

}
