package org.rollcall.client;

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

/**
 * A picture that somebody sent, written anew from what is needed to draw it: of a PNG the pixels, compressed once more, with the
 * palette; of a JPEG the tables and the coded pixels. Comments, positions, profiles, thumbnails and whatever stands behind the end
 * are gone. The Java runtime of the image has no ImageIO, so the formats are taken apart here.
 *
 * @param mediaType what it is
 */
record Picture(String mediaType, byte[] bytes, int width, int height) {

	private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	/** Beyond that nobody sees more, and the pixels have to fit into memory. */
	private static final int LARGEST = 2_048;

	/**
	 * Returns the picture; nothing if it is none, or is broken.
	 */
	static Optional<Picture> of(byte[] sent) {
		try {
			if (sent.length > PNG.length && Arrays.equals(sent, 0, PNG.length, PNG, 0, PNG.length)) {
				return Optional.of(png(ByteBuffer.wrap(sent, PNG.length, sent.length - PNG.length)));
			}
			if (sent.length > 4 && (sent[0] & 0xff) == 0xff && (sent[1] & 0xff) == 0xd8) {
				return Optional.of(jpeg(sent));
			}
		}
		catch (BrokenException | DataFormatException | RuntimeException ex) {
			return Optional.empty();
		}
		return Optional.empty();
	}

	private static Picture png(ByteBuffer in) throws BrokenException, DataFormatException {
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
			throws BrokenException, DataFormatException {
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
			default -> throw new BrokenException();
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
			broken(inflater.inflate(new byte[1]) != 0);
		}
		finally {
			inflater.end();
		}
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
		if (!interlaced) {
			return height * (1 + (width * bits + 7) / 8);
		}
		int[][] passes = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 }, { 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 } };
		int size = 0;
		for (int[] pass : passes) {
			int columns = (width - pass[0] + pass[2] - 1) / pass[2];
			int rows = (height - pass[1] + pass[3] - 1) / pass[3];
			if (columns > 0 && rows > 0) {
				size += rows * (1 + (columns * bits + 7) / 8);
			}
		}
		return size;
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

	private static Picture jpeg(byte[] in) throws BrokenException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(0xff);
		out.write(0xd8);
		int width = 0;
		int height = 0;
		boolean scanned = false;
		int at = 2;
		while (true) {
			broken(unsigned(in, at++) != 0xff);
			int marker = unsigned(in, at++);
			while (marker == 0xff) {
				marker = unsigned(in, at++);
			}
			if (marker == 0xd9) {
				broken(!scanned);
				out.write(0xff);
				out.write(0xd9);
				return new Picture("image/jpeg", out.toByteArray(), width, height);
			}
			int length = unsigned(in, at) << 8 | unsigned(in, at + 1);
			broken(length < 2 || at + length > in.length);
			boolean frame = marker == 0xc0 || marker == 0xc1 || marker == 0xc2;
			if (frame) {
				broken(width != 0 || length < 11 || in[at + 2] != 8);
				height = unsigned(in, at + 3) << 8 | unsigned(in, at + 4);
				width = unsigned(in, at + 5) << 8 | unsigned(in, at + 6);
				broken(width < 1 || height < 1 || width > LARGEST || height > LARGEST || in[at + 7] != 1 && in[at + 7] != 3);
			}
			boolean scan = marker == 0xda;
			boolean drawn = frame || scan || marker == 0xc4 || marker == 0xdb || marker == 0xdd;
			broken(!drawn && marker < 0xe0 && marker != 0xfe || marker > 0xef && marker != 0xfe || scan && width == 0);
			if (drawn) {
				out.write(0xff);
				out.write(marker);
				out.write(in, at, length);
			}
			at += length;
			if (scan) {
				scanned = true;
				int from = at;
				while (unsigned(in, at) != 0xff || unsigned(in, at + 1) == 0 || (unsigned(in, at + 1) & 0xf8) == 0xd0) {
					at++;
				}
				out.write(in, from, at - from);
			}
		}
	}

	private static int unsigned(byte[] in, int at) throws BrokenException {
		broken(at >= in.length);
		return in[at] & 0xff;
	}

	private static void broken(boolean condition) throws BrokenException {
		if (condition) {
			throw new BrokenException();
		}
	}

	private static final class BrokenException extends Exception {

		BrokenException() {
			super(null, null, false, false);
		}

	}

}
