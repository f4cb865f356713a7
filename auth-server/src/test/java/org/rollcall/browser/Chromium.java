package org.rollcall.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real Chromium. Without one they are skipped, and fail where {@code CI=true}.
 */
class Chromium implements ExecutionCondition, ParameterResolver {

	private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync");

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (executable().isPresent() || Boolean.parseBoolean(System.getenv("CI"))) {
			return ConditionEvaluationResult.enabled("there is a Chromium, or there must be one");
		}
		String reason = "SKIPPED " + context.getDisplayName() + ": no Chromium on the PATH";
		System.out.println(reason);
		return ConditionEvaluationResult.disabled(reason);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.create(Chromium.class))
			.computeIfAbsent(Running.class, (type) -> new Running(), Running.class)
			.browser();
	}

	private static Optional<Path> executable() {
		return Stream.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	private static final class Running implements AutoCloseable {

		private final Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

		private final Browser browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setArgs(FLAGS)
				.setExecutablePath(executable()
					.orElseThrow(() -> new AssertionError("CI=true, but there is no Chromium on the PATH"))));

		private Browser browser() {
			return this.browser;
		}

		@Override
		public void close() {
			this.playwright.close();
		}

	}

}
