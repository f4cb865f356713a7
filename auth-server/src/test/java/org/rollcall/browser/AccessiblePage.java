package org.rollcall.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every page keeps to: axe finds nothing, on a phone in light and on a desk in dark; nothing scrolls sideways; it has a
 * title and one heading of the first level. With the system property {@code shots} a picture of each is left in that folder.
 */
final class AccessiblePage {

	private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
			"best-practice");

	/** What depends on width and colours; all else is the same document. */
	private static final List<String> RULES_OF_A_LOOK = List.of("color-contrast", "link-in-text-block", "target-size",
			"scrollable-region-focusable");

	// The builder's own way opens a page beside the page, to put frames together, and reads the whole of axe again for each look; here
	// are no frames.
	private static final String RUN = """
			async (only) => {
				const { violations } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
				return violations.map((rule) => rule.id + ': ' + rule.help
					+ rule.nodes.map((node) => '\\n  ' + node.html + '\\n  ' + node.failureSummary).join(''));
			}""";

	private static final String SHOTS = System.getProperty("shots", "");

	private AccessiblePage() {
	}

	/**
	 * @param name what the pictures are called
	 */
	static void check(Page page, String name) {
		assertThat(page.frames()).as("what axe looks at").hasSize(1);
		if (page.evaluate("typeof axe").equals("undefined")) {
			page.evaluate(AxeBuilder.getAxeScript());
		}
		check(page, name, 320, ColorScheme.LIGHT, Map.of("type", "tag", "values", RULES));
		check(page, name, 1280, ColorScheme.DARK, Map.of("type", "rule", "values", RULES_OF_A_LOOK));
		if (!SHOTS.isEmpty()) {
			check(page, name, 320, ColorScheme.DARK, null);
			check(page, name, 1280, ColorScheme.LIGHT, null);
		}
		assertThat(page.title()).isNotBlank();
		assertThat(page.locator("h1").count()).isEqualTo(1);
	}

	private static void check(Page page, String name, int width, ColorScheme scheme, @Nullable Map<String, ?> rules) {
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
		page.setViewportSize(width, 800);
		picture(page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
		if (rules != null) {
			assertThat((List<?>) page.evaluate(RUN, rules)).as("%s at %d px, %s", page.url(), width, scheme).isEmpty();
		}
		assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
			.as("%s does not scroll sideways at %d px", page.url(), width)
			.isLessThanOrEqualTo(width);
	}

	private static void picture(Page page, String name) {
		if (!SHOTS.isEmpty()) {
			page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(SHOTS, name + ".png")).setFullPage(true));
		}
	}

}
