package org.rollcall.console;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A bar for each hour or day, as the numbers of an SVG's rectangles. The picture has no text in it, so that it may be stretched;
 * what it says stands beside it.
 */
record BarChart(List<Bar> bars, int highest, int total) {

	/** One bar and the gap after it, in units of the picture. */
	static final int STEP = 10;

	static final int HEIGHT = 100;

	private static final int GAP = 2;

	static BarChart of(List<Point> points) {
		int highest = points.stream().mapToInt(Point::value).max().orElse(0);
		List<Bar> bars = new ArrayList<>();
		for (Point point : points) {
			// what happened once shows, beside whatever happened a thousand times
			int height = (point.value() == 0) ? 0 : Math.max(1, Math.round((float) HEIGHT * point.value() / highest));
			bars.add(new Bar(bars.size() * STEP, HEIGHT - height, STEP - GAP, height, point.start(), point.value()));
		}
		return new BarChart(List.copyOf(bars), highest, points.stream().mapToInt(Point::value).sum());
	}

	public int width() {
		return this.bars.size() * STEP;
	}

	public int height() {
		return HEIGHT;
	}

	/**
	 * @param start of the hour or the day, in UTC
	 */
	record Point(ZonedDateTime start, int value) {

	}

	/**
	 * A rectangle, and what it stands for.
	 */
	record Bar(int x, int y, int width, int height, ZonedDateTime start, int value) {

	}

}
