package org.rollcall.console;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.rollcall.platform.FormFaults;
import org.rollcall.platform.Picture;
import org.rollcall.platform.PictureRefusedException;
import org.rollcall.platform.SentFile;

/**
 * The file of a form for a logo, whose field is {@code logo}.
 */
final class UploadedLogo {

	private UploadedLogo() {
	}

	/**
	 * Hands over what was sent, or says what is wrong with it.
	 */
	static void take(HttpServletRequest request, FormFaults faults, Receiver receiver) throws IOException {
		Optional<byte[]> sent = SentFile.read(request, Picture.LARGEST_LOGO);
		if (sent.isEmpty() || sent.get().length == 0) {
			faults.add("logo", "console.fault.missing");
			return;
		}
		try {
			receiver.take(sent.get());
		}
		catch (PictureRefusedException ex) {
			faults.add("logo", "console.apps.logo." + ex.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
					Picture.LARGEST_LOGO / 1_024, Picture.SMALLEST_SIDE);
		}
	}

	/**
	 * Whoever takes a logo.
	 */
	@FunctionalInterface
	interface Receiver {

		void take(byte[] sent) throws PictureRefusedException;

	}

}
