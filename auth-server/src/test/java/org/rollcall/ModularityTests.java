package org.rollcall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;

class ModularityTests {

	private final ApplicationModules modules = ApplicationModules.of(RollcallApplication.class);

	@Test
	void everyRoomAsksOnlyWhomItMay() {
		this.modules.verify();
	}

	/**
	 * When the rooms change, so must the picture: the new one stands in the failure's message.
	 */
	@Test
	void theDiagramInTheDocumentationIsTheOneOfTheCode() throws IOException {
		assertThat(Files.readString(Path.of("../docs/architecture.md")))
			.contains("```mermaid\nflowchart TD\n" + arrows() + "\n```");
	}

	private String arrows() {
		return this.modules.stream()
			.sorted(Comparator.comparing(ModularityTests::name))
			.flatMap((module) -> module.getDirectDependencies(this.modules)
				.uniqueModules()
				.map(ModularityTests::name)
				.sorted()
				.map((asked) -> "    " + name(module) + " --> " + asked))
			.collect(Collectors.joining("\n"));
	}

	private static String name(ApplicationModule module) {
		return module.getIdentifier().toString();
	}

}
