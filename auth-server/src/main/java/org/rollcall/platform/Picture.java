package org.rollcall.platform;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

import org.rollcall.platform.PictureRefusedException.Reason;

/**
 * A picture that somebody sent, written anew from what is needed to draw it: of a PNG the pixels, compressed once more, with the
 * palette; of a JPEG the {@linkplain Jpeg coefficients}, coded once more. Comments, positions, profiles, thumbnails and whatever
 * stands behind the end are gone. The Java runtime of the image has no ImageIO, so the formats are taken apart here.
 *
 * @param mediaType what it is
 */
public record Picture(String mediaType, byte[] bytes, int width, int height) {

	/** How many bytes a logo may have. */
	public static final int LARGEST_LOGO = 500 * 1_024;

	/** How many pixels a logo has at least, in both directions. */
	public static final int SMALLEST_SIDE = 100;

	private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	/** Of an interlaced picture: from which column and which row on, and every how many of them. */
	private static final int[][] PASSES = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 }, { 0, 2, 2, 4 }, { 1, 0, 2, 2 },
			{ 0, 1, 1, 2 } };

	private static final int[][] WHOLE = { { 0, 0, 1, 1 } };

	/** Beyond that nobody sees more, and the pixels have to fit into memory. */
	private static final int LARGEST = 2_048;

	/**
	 * Returns a file as a logo: square, and neither too small nor too large.
	 */
	public static Picture logo(byte[] sent) throws PictureRefusedException {
		if (sent.length > LARGEST_LOGO) {
			throw new PictureRefusedException(Reason.TOO_LARGE);
		}
		Picture picture = of(sent).orElseThrow(() -> new PictureRefusedException(Reason.NO_PICTURE));
		if (picture.width != picture.height || picture.width < SMALLEST_SIDE) {
			throw new PictureRefusedException(Reason.NOT_SQUARE);
		}
		if (picture.bytes.length > LARGEST_LOGO) {
			throw new PictureRefusedException(Reason.TOO_LARGE);
		}
		return picture;
	}

	/**
	 * Returns the hash by which the picture's address is known.
	 */
	public byte[] hash() {
		return Sha256.digest().digest(this.bytes);
	}

	/**
	 * Returns the picture; nothing if it is none, or is broken.
	 */
	static Optional<Picture> of(byte[] sent) {
		try {
			if (sent.length > PNG.length && Arrays.equals(sent, 0, PNG.length, PNG, 0, PNG.length)) {
				return Optional.of(png(ByteBuffer.wrap(sent, PNG.length, sent.length - PNG.length)));
			}
			if (sent.length > 4 && (sent[0] & 0xff) == 0xff && (sent[1] & 0xff) == 0xd8) {
				return Optional.of(Jpeg.rewrite(sent, LARGEST));
			}
		}
		catch (BrokenPictureException | DataFormatException | RuntimeException ex) {
			return Optional.empty();
		}
		return Optional.empty();
	}

	private static Picture png(ByteBuffer in) throws BrokenPictureException, DataFormatException {
		byte[] header = null;
		byte[] palette = null;
		byte[] transparency = null;
		ByteArrayOutputStream data = new ByteArrayOutputStream();
		boolean ended = false;
		while (!ended) {
			int length = in.getInt();
			broken(length < 0 || length > in.remaining() - 8);
			byte[] typeAndContent = new byte[length + 4];
			in.get(typeAndContent);
			CRC32 crc = new CRC32();
			crc.update(typeAndContent);
			broken((int) crc.getValue() != in.getInt());
			byte[] content = Arrays.copyOfRange(typeAndContent, 4, typeAndContent.length);
			String type = new String(typeAndContent, 0, 4, StandardCharsets.ISO_8859_1);
			broken((header == null) != type.equals("IHDR"));
			switch (type) {
				case "IHDR" -> header = content;
				case "PLTE" -> {
					broken(palette != null || data.size() > 0 || length == 0 || length % 3 != 0 || length > 768);
					palette = content;
				}
				case "tRNS" -> {
					broken(transparency != null || data.size() > 0 || length > 256);
					transparency = content;
				}
				case "IDAT" -> data.writeBytes(content);
				case "IEND" -> ended = true;
				// a chunk that must be understood, and is not
				default -> broken(Character.isUpperCase(type.charAt(0)));
			}
		}
		return png(header, palette, transparency, data.toByteArray());
	}

	private static Picture png(byte[] header, byte @Nullable [] palette, byte @Nullable [] transparency, byte[] data)
			throws BrokenPictureException, DataFormatException {
		broken(header.length != 13);
		ByteBuffer fields = ByteBuffer.wrap(header);
		int width = fields.getInt();
		int height = fields.getInt();
		int depth = fields.get();
		int colour = fields.get();
		broken(width < 1 || height < 1 || width > LARGEST || height > LARGEST);
		int channels = switch (colour) {
			case 0, 3 -> 1;
			case 2 -> 3;
			case 4 -> 2;
			case 6 -> 4;
			default -> throw new BrokenPictureException();
		};
		boolean known = (depth == 8) || (depth == 16 && colour != 3) || ((depth == 1 || depth == 2 || depth == 4) && channels == 1);
		broken(!known || fields.get() != 0 || fields.get() != 0 || (colour == 3) != (palette != null) && colour != 2 && colour != 6);
		if (transparency != null) {
			int wanted = (colour == 0) ? 2 : 6;
			broken(colour > 3 || (colour == 3) ? transparency.length > palette.length / 3 : transparency.length != wanted);
		}
		byte interlaced = fields.get();
		broken(interlaced != 0 && interlaced != 1);
		byte[] pixels = new byte[size(width, height, depth * channels, interlaced == 1)];
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(data);
			int read = 0;
			while (read < pixels.length) {
				int more = inflater.inflate(pixels, read, pixels.length - read);
				broken(more == 0);
				read += more;
			}
			broken(inflater.inflate(new byte[1]) != 0 || !inflater.finished() || inflater.getRemaining() != 0);
		}
		finally {
			inflater.end();
		}
		checkFilters(pixels, width, height, depth * channels, interlaced == 1);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(PNG);
		chunk(out, "IHDR", header);
		if (palette != null && colour == 3) {
			chunk(out, "PLTE", palette);
		}
		if (transparency != null) {
			chunk(out, "tRNS", transparency);
		}
		chunk(out, "IDAT", deflated(pixels));
		chunk(out, "IEND", new byte[0]);
		return new Picture("image/png", out.toByteArray(), width, height);
	}

	/**
	 * Returns how many bytes the pixels take, with the filter's byte before each row.
	 */
	private static int size(int width, int height, int bits, boolean interlaced) {
		int size = 0;
		for (int[] pass : interlaced ? PASSES : WHOLE) {
			size += rows(height, width, pass) * rowSize(width, bits, pass);
		}
		return size;
	}

	/**
	 * There are five filters; whatever else stands in the place of one is no picture.
	 */
	private static void checkFilters(byte[] pixels, int width, int height, int bits, boolean interlaced) throws BrokenPictureException {
		int at = 0;
		for (int[] pass : interlaced ? PASSES : WHOLE) {
			for (int row = rows(height, width, pass); row > 0; row--) {
				broken(pixels[at] < 0 || pixels[at] > 4);
				at += rowSize(width, bits, pass);
			}
		}
	}

	private static int rows(int height, int width, int[] pass) {
		return (width > pass[0]) ? Math.max(0, (height - pass[1] + pass[3] - 1) / pass[3]) : 0;
	}

	private static int rowSize(int width, int bits, int[] pass) {
		int columns = (width - pass[0] + pass[2] - 1) / pass[2];
		return 1 + (columns * bits + 7) / 8;
	}

	private static byte[] deflated(byte[] pixels) {
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
		try {
			deflater.setInput(pixels);
			deflater.finish();
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			byte[] buffer = new byte[8_192];
			while (!deflater.finished()) {
				out.write(buffer, 0, deflater.deflate(buffer));
			}
			return out.toByteArray();
		}
		finally {
			deflater.end();
		}
	}

	private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
		byte[] typeAndContent = new byte[content.length + 4];
		System.arraycopy(type.getBytes(StandardCharsets.ISO_8859_1), 0, typeAndContent, 0, 4);
		System.arraycopy(content, 0, typeAndContent, 4, content.length);
		CRC32 crc = new CRC32();
		crc.update(typeAndContent);
		out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
		out.writeBytes(typeAndContent);
		out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
	}

	private static void broken(boolean condition) throws BrokenPictureException {
		if (condition) {
			throw new BrokenPictureException();
		}
	}

}
