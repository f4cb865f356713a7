package org.rollcall.client;

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
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

		assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script", "JFIF");
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
