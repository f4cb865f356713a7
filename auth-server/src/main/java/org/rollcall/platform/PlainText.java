package org.rollcall.platform;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * Tells names that look like what they are from those with characters that nobody sees, or that turn the text around them: what
 * people read before they share their data must not be able to look like another name.
 */
public final class PlainText {

	private static final int NON_JOINER = 0x200c;

	private static final int JOINER = 0x200d;

	private static final int EMOJI_STYLE = 0xfe0f;

	/** In these, letters are not joined by an invisible character. */
	private static final Set<UnicodeScript> UNJOINED = Set.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC,
			UnicodeScript.COMMON, UnicodeScript.INHERITED);

	private PlainText() {
	}

	/**
	 * Returns whether everything in a name can be seen.
	 */
	public static boolean isName(String text) {
		int before = 0;
		for (int point : text.codePoints().toArray()) {
			if (isUnseen(point) && !(joins(point) && isJoined(before))) {
				return false;
			}
			before = point;
		}
		return true;
	}

	/**
	 * Returns whether everything in what people type to sign in can be seen.
	 */
	public static boolean isIdentifier(String text) {
		return text.codePoints().noneMatch(PlainText::isUnseen);
	}

	private static boolean isUnseen(int point) {
		return switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
					Character.PRIVATE_USE -> true;
			default -> false;
		};
	}

	private static boolean joins(int point) {
		return point == NON_JOINER || point == JOINER;
	}

	/**
	 * Languages such as Persian and Hindi write with joiners, and pictures are put together with them.
	 */
	private static boolean isJoined(int before) {
		return before == EMOJI_STYLE || Character.getType(before) == Character.OTHER_SYMBOL
				|| Character.getType(before) == Character.MODIFIER_SYMBOL
				|| Character.isDefined(before) && before != 0 && !UNJOINED.contains(UnicodeScript.of(before));
	}

}
