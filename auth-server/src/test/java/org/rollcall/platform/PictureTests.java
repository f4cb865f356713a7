package org.rollcall.platform;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pictures are written anew, look as before, and carry nothing else.
 */
class PictureTests {

	private static final String HIDDEN = "<script>alert('hidden')</script>";

	@ParameterizedTest
	@ValueSource(ints = { BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_BINARY,
			BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_USHORT_GRAY })
	void aPngLooksAsBefore(int type) throws IOException {
		byte[] sent = picture("png", type, 120, 101);

		Picture picture = Picture.of(sent).orElseThrow();

		assertThat(picture.width()).isEqualTo(120);
		assertThat(picture.height()).isEqualTo(101);
		assertSame(sent, picture.bytes());
	}

	@Test
	void aJpegLooksAsBefore() throws IOException {
		byte[] sent = picture("jpg", BufferedImage.TYPE_INT_RGB, 120, 101);

		Picture picture = Picture.of(sent).orElseThrow();

		assertThat(picture.width()).isEqualTo(120);
		assertThat(picture.height()).isEqualTo(101);
		assertThat(picture.mediaType()).isEqualTo("image/jpeg");
		assertSame(sent, picture.bytes());
	}

	@ParameterizedTest
	@CsvSource({ "RGB, 120, 101, false, 0", "RGB, 17, 33, true, 0", "RGB, 200, 200, true, 3", "RGB, 111, 97, false, 5", "GRAY, 101, 120, false, 0",
			"GRAY, 64, 65, true, 0", "GRAY, 50, 51, false, 2" })
	void aJpegOfAnyKindLooksAsBeforeAndIsCodedOnceMore(String colours, int width, int height, boolean progressive, int restartInterval)
			throws IOException {
		byte[] sent = jpeg(noise(colours.equals("RGB") ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY, width, height), progressive,
				restartInterval);

		byte[] kept = Picture.of(sent).orElseThrow().bytes();

		assertSame(sent, kept);
		assertThat(markers(kept)).containsOnly(0xd8, 0xe0, 0xdb, 0xc0, 0xc4, 0xda, 0xd9);
		assertThat(Picture.of(kept).orElseThrow().bytes()).isEqualTo(kept);
	}

	@Test
	void aJpegThatIsRedGreenAndBlueKeepsItsColours() throws IOException {
		byte[] jpeg = jpeg(noise(BufferedImage.TYPE_INT_RGB, 64, 64), false, 0);
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		sent.write(jpeg, 0, 2);
		sent.writeBytes(new byte[] { (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0 });
		// without the JFIF segment, which says otherwise
		sent.write(jpeg, 20, jpeg.length - 20);

		assertSame(sent.toByteArray(), Picture.of(sent.toByteArray()).orElseThrow().bytes());
	}

	@Test
	void whatHidesBetweenTheCodedPixelsOfAJpegIsRefused() throws IOException {
		byte[] jpeg = picture("jpg", BufferedImage.TYPE_INT_RGB, 100, 100);
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		sent.write(jpeg, 0, jpeg.length - 2);
		sent.writeBytes(HIDDEN.getBytes(StandardCharsets.ISO_8859_1));
		sent.write(jpeg, jpeg.length - 2, 2);

		assertThat(Picture.of(sent.toByteArray())).isEmpty();
		assertThat(Picture.of(Arrays.copyOf(jpeg, jpeg.length - 2))).as("without its end").isEmpty();
		assertThat(Picture.of(Arrays.copyOf(jpeg, jpeg.length * 2 / 3))).as("cut short").isEmpty();
	}

	@Test
	void aTableThatNoPixelNeedsIsGone() throws IOException {
		byte[] jpeg = picture("jpg", BufferedImage.TYPE_INT_RGB, 100, 100);
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		sent.write(jpeg, 0, 2);
		sent.writeBytes(new byte[] { (byte) 0xff, (byte) 0xdb, 0, 67, 3 });
		sent.writeBytes(Arrays.copyOf((HIDDEN + "<".repeat(64)).getBytes(StandardCharsets.ISO_8859_1), 64));
		sent.write(jpeg, 2, jpeg.length - 2);

		byte[] kept = Picture.of(sent.toByteArray()).orElseThrow().bytes();

		assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script");
		assertSame(jpeg, kept);
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpg" })
	void anArchiveOrAPageBehindAPictureIsGone(String format) throws IOException {
		byte[] picture = picture(format, BufferedImage.TYPE_INT_RGB, 100, 100);
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		sent.writeBytes(picture);
		try (ZipOutputStream zip = new ZipOutputStream(sent)) {
			zip.putNextEntry(new ZipEntry("hidden.html"));
			zip.write(HIDDEN.getBytes(StandardCharsets.ISO_8859_1));
		}
		sent.writeBytes(("<html>" + HIDDEN).getBytes(StandardCharsets.ISO_8859_1));

		byte[] kept = Picture.of(sent.toByteArray()).orElseThrow().bytes();

		assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("PK\u0003\u0004", "script", "hidden");
		assertSame(picture, kept);
	}

	@Test
	void moreInAPngThanItsPixelsIsRefused() throws IOException {
		assertThat(Picture.of(png(100, 100, zlib(new byte[100 * 101]), new byte[0]))).as("just so").isPresent();
		assertThat(Picture.of(png(100, 100, zlib(new byte[100 * 101 + 1]), new byte[0]))).as("a byte more").isEmpty();
		assertThat(Picture.of(png(100, 100, zlib(new byte[100 * 101 - 1]), new byte[0]))).as("a byte less").isEmpty();
		assertThat(Picture.of(png(100, 100, zlib(new byte[100 * 101]), HIDDEN.getBytes(StandardCharsets.ISO_8859_1)))).as("behind them").isEmpty();
		byte[] filter = new byte[100 * 101];
		filter[101] = '<';
		assertThat(Picture.of(png(100, 100, zlib(filter), new byte[0]))).as("in place of a filter").isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 2_049, 30_000, 2_000_000_000 })
	void aBombIsNotOpened(int side) throws IOException {
		assertThat(Picture.of(png(side, side, zlib(new byte[1_000]), new byte[0]))).isEmpty();
		byte[] jpeg = picture("jpg", BufferedImage.TYPE_INT_RGB, 100, 100);
		for (int i = 0; i < jpeg.length; i++) {
			if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
				ByteBuffer.wrap(jpeg).putShort(i + 5, (short) side).putShort(i + 7, (short) side);
				break;
			}
		}
		assertThat(Picture.of(jpeg)).isEmpty();
	}

	@Test
	void whatHidesInAPngIsGone() throws IOException {
		byte[] png = picture("png", BufferedImage.TYPE_INT_RGB, 100, 100);
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		sent.write(png, 0, 33);
		sent.writeBytes(chunk("tEXt", ("Comment\0" + HIDDEN).getBytes(StandardCharsets.ISO_8859_1)));
		sent.write(png, 33, png.length - 33);
		sent.writeBytes(HIDDEN.getBytes(StandardCharsets.ISO_8859_1));

		byte[] kept = Picture.of(sent.toByteArray()).orElseThrow().bytes();

		assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script", "tEXt");
		assertSame(png, kept);
	}

	@Test
	void whatHidesInAJpegIsGone() throws IOException {
		byte[] jpeg = picture("jpg", BufferedImage.TYPE_INT_RGB, 100, 100);
		ByteArrayOutputStream sent = new ByteArrayOutputStream();
		sent.write(jpeg, 0, 2);
		for (int marker : new int[] { 0xfe, 0xe1, 0xed }) {
			sent.writeBytes(ByteBuffer.allocate(4).put((byte) 0xff).put((byte) marker).putShort((short) (HIDDEN.length() + 2)).array());
			sent.writeBytes(HIDDEN.getBytes(StandardCharsets.ISO_8859_1));
		}
		sent.write(jpeg, 2, jpeg.length - 2);
		sent.writeBytes(HIDDEN.getBytes(StandardCharsets.ISO_8859_1));

		byte[] kept = Picture.of(sent.toByteArray()).orElseThrow().bytes();

		assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script");
		assertSame(jpeg, kept);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "\u0089PNG\r\n\u001a\n<script>", "\u00ff\u00d8\u00ff",
			"\u00ff\u00d8\u00ff\u00d9", "\u00ff\u00d8<script>alert(1)</script>" })
	void whatIsNoPictureIsRefused(String sent) {
		assertThat(Picture.of(sent.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
	}

	@Test
	void aBrokenPictureNeverDoesMoreThanBeRefused() throws IOException {
		Random random = new Random(1);
		for (String format : new String[] { "png", "jpg" }) {
			byte[] whole = picture(format, BufferedImage.TYPE_INT_RGB, 100, 100);
			for (int i = 0; i < 2_000; i++) {
				byte[] broken = Arrays.copyOf(whole, (i % 3 == 0) ? random.nextInt(whole.length) : whole.length);
				for (int j = 0; j < 3 && broken.length > 0; j++) {
					broken[random.nextInt(broken.length)] = (byte) random.nextInt();
				}
				Picture.of(broken);
			}
		}
	}

	@Test
	void aPictureThatIsLargerInsideThanItSaysIsRefused() {
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		bomb.writeBytes(new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' });
		bomb.writeBytes(chunk("IHDR", ByteBuffer.allocate(13).putInt(2_000_000_000).putInt(2_000_000_000).put((byte) 16).put((byte) 6).array()));
		bomb.writeBytes(chunk("IDAT", new byte[10]));
		bomb.writeBytes(chunk("IEND", new byte[0]));

		assertThat(Picture.of(bomb.toByteArray())).isEmpty();
	}

	private static byte[] png(int width, int height, byte[] data, byte[] behind) {
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		png.writeBytes(new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' });
		png.writeBytes(chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).array()));
		png.writeBytes(chunk("IDAT", ByteBuffer.allocate(data.length + behind.length).put(data).put(behind).array()));
		png.writeBytes(chunk("IEND", new byte[0]));
		return png.toByteArray();
	}

	private static byte[] zlib(byte[] pixels) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
			deflater.write(pixels);
		}
		return out.toByteArray();
	}

	private static BufferedImage noise(int type, int width, int height) {
		Random random = new Random(width * 31L + height);
		BufferedImage image = new BufferedImage(width, height, type);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				image.setRGB(x, y, (x / 16 + y / 16) % 3 == 0 ? random.nextInt() : (x * 2 << 16 | y * 2 << 8 | 128));
			}
		}
		return image;
	}

	private static byte[] jpeg(BufferedImage image, boolean progressive, int restartInterval) throws IOException {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		ImageWriteParam parameters = writer.getDefaultWriteParam();
		parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
		IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
		if (restartInterval > 0) {
			Node tree = metadata.getAsTree("javax_imageio_jpeg_image_1.0");
			IIOMetadataNode interval = new IIOMetadataNode("dri");
			interval.setAttribute("interval", Integer.toString(restartInterval));
			tree.getLastChild().insertBefore(interval, tree.getLastChild().getFirstChild());
			metadata.setFromTree("javax_imageio_jpeg_image_1.0", tree);
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
			writer.setOutput(stream);
			writer.write(null, new IIOImage(image, null, metadata), parameters);
		}
		writer.dispose();
		byte[] jpeg = out.toByteArray();
		assertThat(markers(jpeg).contains(0xc2)).as("progressive").isEqualTo(progressive);
		assertThat(markers(jpeg).contains(0xd0)).as("with restarts").isEqualTo(restartInterval > 0);
		return jpeg;
	}

	private static Set<Integer> markers(byte[] jpeg) {
		Set<Integer> markers = new TreeSet<>();
		for (int at = 0; at < jpeg.length - 1; at++) {
			int marker = jpeg[at + 1] & 0xff;
			if ((jpeg[at] & 0xff) == 0xff && marker != 0 && marker != 0xff) {
				markers.add(marker);
			}
		}
		return markers;
	}

	private static byte[] chunk(String type, byte[] content) {
		byte[] typed = ByteBuffer.allocate(content.length + 4).put(type.getBytes(StandardCharsets.ISO_8859_1)).put(content).array();
		CRC32 crc = new CRC32();
		crc.update(typed);
		return ByteBuffer.allocate(typed.length + 8).putInt(content.length).put(typed).putInt((int) crc.getValue()).array();
	}

	private static byte[] picture(String format, int type, int width, int height) throws IOException {
		BufferedImage image = new BufferedImage(width, height, type);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(Color.ORANGE);
		graphics.fillOval(10, 10, width - 20, height - 20);
		graphics.dispose();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		assertThat(ImageIO.write(image, format, out)).isTrue();
		return out.toByteArray();
	}

	private static void assertSame(byte[] one, byte[] other) throws IOException {
		BufferedImage first = ImageIO.read(new ByteArrayInputStream(one));
		BufferedImage second = ImageIO.read(new ByteArrayInputStream(other));
		for (int y = 0; y < first.getHeight(); y++) {
			for (int x = 0; x < first.getWidth(); x++) {
				assertThat(second.getRGB(x, y)).as("%d, %d", x, y).isEqualTo(first.getRGB(x, y));
			}
		}
	}

}
