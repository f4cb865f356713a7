package org.rollcall.testcontainers.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's Java is Java that runs.
 */
class ReadmeTests {

	private static final Pattern TAGGED = Pattern.compile("// tag::(\\w+)\\[]\\R(.*?)\\s*// end::\\1\\[]", Pattern.DOTALL);

	private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

	@Test
	void everyBlockOfJavaStandsInATest() throws IOException {
		Map<String, String> tested = tested();
		List<String> blocks = BLOCK.matcher(Files.readString(Path.of("README.md"))).results().map((block) -> block.group(1).strip()).toList();
		assertThat(blocks).hasSize(tested.size()).allSatisfy((block) -> assertThat(tested).containsValue(block));
	}

	private static Map<String, String> tested() throws IOException {
		Map<String, String> tested = new HashMap<>();
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith("Tests.java")).toList()) {
				Matcher tagged = TAGGED.matcher(Files.readString(file));
				while (tagged.find()) {
					tested.put(tagged.group(1), tagged.group(2).stripIndent().strip());
				}
			}
		}
		return tested;
	}

}
