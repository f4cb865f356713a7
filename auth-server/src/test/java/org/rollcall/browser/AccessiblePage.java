package org.rollcall.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
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

	private static final String SHOTS = System.getProperty("shots", "");

	private AccessiblePage() {
	}

	/**
	 * @param name what the pictures are called
	 */
	static void check(Page page, String name) {
		check(page, name, 320, ColorScheme.LIGHT, new AxeBuilder(page).withTags(RULES));
		check(page, name, 1280, ColorScheme.DARK, new AxeBuilder(page).withRules(RULES_OF_A_LOOK));
		if (!SHOTS.isEmpty()) {
			check(page, name, 320, ColorScheme.DARK, null);
			check(page, name, 1280, ColorScheme.LIGHT, null);
		}
		assertThat(page.title()).isNotBlank();
		assertThat(page.locator("h1").count()).isEqualTo(1);
	}

	private static void check(Page page, String name, int width, ColorScheme scheme, @Nullable AxeBuilder axe) {
		page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
		page.setViewportSize(width, 800);
		picture(page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
		if (axe != null) {
			List<Rule> violations = axe.analyze().getViolations();
			assertThat(violations).as("%s at %d px, %s", page.url(), width, scheme).isEmpty();
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
