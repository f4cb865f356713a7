package org.rollcall.directory;

import java.util.List;
import java.util.Locale;

/**
 * What becomes of a district's colour on its sign-in page: darker by day and paler by night until text in it, and on it, can be
 * read by everybody (WCAG 2.2, 1.4.3: a contrast of 4.5 to 1).
 *
 * @param accent of buttons and links
 * @param hover the same under the pointer
 * @param onAccent of text on a button
 * @param tint of surfaces
 */
public record Palette(String accent, String hover, String onAccent, String tint) {

	private static final double READABLE = 4.5;

	private static final Rgb WHITE = new Rgb(255, 255, 255);

	private static final Rgb BLACK = new Rgb(0, 0, 0);

	/** The surfaces of rollcall.css. */
	private static final List<Rgb> BY_DAY = List.of(WHITE, Rgb.of("#eef3f2"), Rgb.of("#f3f7f6"));

	private static final List<Rgb> BY_NIGHT = List.of(Rgb.of("#0e1819"), Rgb.of("#162425"), Rgb.of("#1c2d2e"));

	/**
	 * Returns the colours of a light page.
	 * @param colour such as {@code #0b6163}
	 */
	public static Palette byDay(String colour) {
		Rgb wanted = Rgb.of(colour);
		return on(BY_DAY, wanted, wanted.towards(WHITE, 0.9), BLACK, WHITE);
	}

	/**
	 * Returns the colours of a dark page.
	 * @param colour such as {@code #0b6163}
	 */
	public static Palette byNight(String colour) {
		Rgb wanted = Rgb.of(colour);
		return on(BY_NIGHT, wanted, wanted.towards(BY_NIGHT.get(1), 0.85), WHITE, BLACK);
	}

	/**
	 * Returns how much two colours differ, from 1 to 21 (WCAG 2.2, contrast ratio).
	 */
	public static double contrast(String one, String other) {
		return Rgb.of(one).contrast(Rgb.of(other));
	}

	private static Palette on(List<Rgb> surfaces, Rgb wanted, Rgb tint, Rgb away, Rgb text) {
		Rgb accent = wanted;
		for (int step = 1; step <= 100 && !isReadable(accent, surfaces, tint, text); step++) {
			accent = wanted.towards(away, step / 100.0);
		}
		return new Palette(accent.toString(), accent.towards(away, 0.25).toString(), text.toString(), tint.toString());
	}

	private static boolean isReadable(Rgb accent, List<Rgb> surfaces, Rgb tint, Rgb text) {
		return accent.contrast(tint) >= READABLE && accent.contrast(text) >= READABLE
				&& surfaces.stream().allMatch((surface) -> accent.contrast(surface) >= READABLE);
	}

	private record Rgb(int red, int green, int blue) {

		static Rgb of(String colour) {
			int value = Integer.parseInt(colour.substring(1), 16);
			return new Rgb(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
		}

		Rgb towards(Rgb other, double share) {
			return new Rgb(mixed(this.red, other.red, share), mixed(this.green, other.green, share),
					mixed(this.blue, other.blue, share));
		}

		private static int mixed(int own, int other, double share) {
			return (int) Math.round(own + (other - own) * share);
		}

		double contrast(Rgb other) {
			double one = luminance();
			double two = other.luminance();
			return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
		}

		private double luminance() {
			return 0.2126 * linear(this.red) + 0.7152 * linear(this.green) + 0.0722 * linear(this.blue);
		}

		private static double linear(int channel) {
			double share = channel / 255.0;
			return (share <= 0.04045) ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "#%02x%02x%02x", this.red, this.green, this.blue);
		}

	}

}
