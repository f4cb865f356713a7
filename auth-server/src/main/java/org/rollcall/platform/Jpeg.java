package org.rollcall.platform;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A JPEG (ITU-T T.81), decoded down to the coefficients of its blocks and coded again: sequentially, with the standard's own Huffman
 * tables, without restarts. What is drawn stays the same to the last bit; whatever else stood in the file is gone, because nothing of
 * it is copied but the quantization factors that its components name.
 */
final class Jpeg {

	private static final int[] ZIGZAG = { 0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
			13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
			61, 54, 47, 55, 62, 63 };

	/** With the picture at most as large as it may be, no honest file needs more; each goes through all of its blocks. */
	private static final int MOST_SCANS = 64;

	private final byte[] in;

	private final int[][] quantization = new int[4][];

	private final HuffmanTable[][] tables = new HuffmanTable[2][4];

	private final int largest;

	private Component[] components = new Component[0];

	private boolean progressive;

	private int width;

	private int height;

	private int mostAcross = 1;

	private int mostDown = 1;

	private int restartInterval;

	private int adobeTransform = -1;

	private boolean jfif;

	private int at;

	private int bits;

	private int bitCount;

	/** How many bands of zeros of a progressive scan are still to come. */
	private int endOfBandRun;

	private Jpeg(byte[] in, int largest) {
		this.in = in;
		this.largest = largest;
	}

	/**
	 * @param largest how many pixels a side may have
	 * @throws BrokenPictureException if it is none, or one of a kind that browsers do not show
	 */
	static Picture rewrite(byte[] in, int largest) throws BrokenPictureException {
		Jpeg jpeg = new Jpeg(in, largest);
		jpeg.read();
		return new Picture("image/jpeg", jpeg.write(), jpeg.width, jpeg.height);
	}

	private void read() throws BrokenPictureException {
		this.at = 2;
		int scans = 0;
		while (true) {
			broken(next() != 0xff);
			int marker = next();
			while (marker == 0xff) {
				marker = next();
			}
			if (marker == 0xd9) {
				for (Component component : this.components) {
					broken(!component.seen || this.quantization[component.quantization] == null);
				}
				broken(scans == 0);
				return;
			}
			int length = next() << 8 | next();
			broken(length < 2 || this.at + length - 2 > this.in.length);
			int end = this.at + length - 2;
			switch (marker) {
				case 0xc0, 0xc1, 0xc2 -> readFrame(marker == 0xc2);
				case 0xc4 -> readHuffmanTables(end);
				case 0xdb -> readQuantization(end);
				case 0xdd -> this.restartInterval = next() << 8 | next();
				case 0xda -> {
					broken(++scans > MOST_SCANS);
					readScan();
					continue;
				}
				case 0xe0 -> {
					this.jfif |= startsWith("JFIF\0", end);
					this.at = end;
				}
				case 0xee -> {
					if (startsWith("Adobe", end) && length >= 14) {
						this.adobeTransform = this.in[this.at + 11] & 0xff;
					}
					this.at = end;
				}
				default -> {
					broken(marker != 0xfe && (marker < 0xe0 || marker > 0xef));
					this.at = end;
				}
			}
			broken(this.at != end);
		}
	}

	private boolean startsWith(String name, int end) {
		boolean same = end - this.at >= name.length();
		for (int i = 0; same && i < name.length(); i++) {
			same = this.in[this.at + i] == name.charAt(i);
		}
		return same;
	}

	private void readFrame(boolean progressive) throws BrokenPictureException {
		broken(this.components.length > 0 || next() != 8);
		this.progressive = progressive;
		this.height = next() << 8 | next();
		this.width = next() << 8 | next();
		int count = next();
		broken(this.width < 1 || this.height < 1 || this.width > this.largest || this.height > this.largest || count != 1 && count != 3);
		Component[] read = new Component[count];
		for (int i = 0; i < count; i++) {
			int id = next();
			int sampling = next();
			read[i] = new Component(id, sampling >> 4, sampling & 15, next());
			broken(read[i].across < 1 || read[i].across > 4 || read[i].down < 1 || read[i].down > 4 || read[i].quantization > 3);
			for (int j = 0; j < i; j++) {
				broken(read[j].id == id);
			}
			if (count == 1) {
				// of one component a scan has its blocks one by one, whatever it says
				read[i].across = 1;
				read[i].down = 1;
			}
			this.mostAcross = Math.max(this.mostAcross, read[i].across);
			this.mostDown = Math.max(this.mostDown, read[i].down);
		}
		int perUnit = 0;
		for (Component component : read) {
			perUnit += component.across * component.down;
			component.columns = divideUp(divideUp(this.width * component.across, this.mostAcross), 8);
			component.rows = divideUp(divideUp(this.height * component.down, this.mostDown), 8);
			component.stride = unitsAcross() * component.across;
			component.blocks = new short[component.stride * unitsDown() * component.down * 64];
		}
		broken(perUnit > 10);
		this.components = read;
	}

	private int unitsAcross() {
		return divideUp(this.width, 8 * this.mostAcross);
	}

	private int unitsDown() {
		return divideUp(this.height, 8 * this.mostDown);
	}

	private static int divideUp(int number, int by) {
		return (number + by - 1) / by;
	}

	private void readQuantization(int end) throws BrokenPictureException {
		while (this.at < end) {
			int kind = next();
			broken(kind >> 4 > 1 || (kind & 15) > 3);
			int[] factors = new int[64];
			for (int i = 0; i < 64; i++) {
				factors[i] = (kind >> 4 == 0) ? next() : next() << 8 | next();
				broken(factors[i] == 0);
			}
			for (Component component : this.components) {
				// another table for what is read already would be a picture that only some programs draw
				broken(component.seen && component.quantization == (kind & 15));
			}
			this.quantization[kind & 15] = factors;
		}
	}

	private void readHuffmanTables(int end) throws BrokenPictureException {
		while (this.at < end) {
			int kind = next();
			broken(kind >> 4 > 1 || (kind & 15) > 3);
			int[] counts = new int[16];
			int total = 0;
			for (int i = 0; i < 16; i++) {
				counts[i] = next();
				total += counts[i];
			}
			broken(total > 256 || this.at + total > end);
			int[] values = new int[total];
			for (int i = 0; i < total; i++) {
				values[i] = next();
			}
			this.tables[kind >> 4][kind & 15] = HuffmanTable.of(counts, values);
		}
	}

	private void readScan() throws BrokenPictureException {
		int count = next();
		broken(count < 1 || count > this.components.length);
		Component[] scanned = new Component[count];
		for (int i = 0; i < count; i++) {
			int id = next();
			scanned[i] = Arrays.stream(this.components).filter((component) -> component.id == id).findFirst().orElseThrow(BrokenPictureException::new);
			for (int j = 0; j < i; j++) {
				broken(scanned[j] == scanned[i]);
			}
			int chosen = next();
			broken(chosen >> 4 > 3 || (chosen & 15) > 3);
			scanned[i].dc = this.tables[0][chosen >> 4];
			scanned[i].ac = this.tables[1][chosen & 15];
		}
		int from = next();
		int to = next();
		int approximation = next();
		int high = approximation >> 4;
		int low = approximation & 15;
		if (this.progressive) {
			broken(from > to || to > 63 || from == 0 && to != 0 || from > 0 && count != 1 || low > 13 || high != 0 && high != low + 1);
		}
		else {
			broken(from != 0 || to != 63 || approximation != 0);
		}
		for (Component component : scanned) {
			broken(component.dc == null && from == 0 && high == 0 || component.ac == null && to > 0);
			broken(!this.progressive && component.seen);
			component.begin(from, to, high, low);
		}
		readBlocks(scanned, from, to, high, low);
	}

	private void readBlocks(Component[] scanned, int from, int to, int high, int low) throws BrokenPictureException {
		boolean alone = scanned.length == 1;
		int across = alone ? scanned[0].columns : unitsAcross();
		int down = alone ? scanned[0].rows : unitsDown();
		restart();
		int restarts = 0;
		for (int unit = 0; unit < across * down; unit++) {
			if (this.restartInterval > 0 && unit > 0 && unit % this.restartInterval == 0) {
				endOfBits();
				broken(next() != 0xff || next() != 0xd0 + restarts++ % 8);
				restart();
			}
			for (Component component : scanned) {
				int blocksAcross = alone ? 1 : component.across;
				int blocksDown = alone ? 1 : component.down;
				for (int y = 0; y < blocksDown; y++) {
					for (int x = 0; x < blocksAcross; x++) {
						int row = unit / across * blocksDown + y;
						int column = unit % across * blocksAcross + x;
						readBlock(component, (row * component.stride + column) * 64, from, to, high, low);
					}
				}
			}
		}
		broken(this.endOfBandRun != 0);
		endOfBits();
	}

	private void restart() throws BrokenPictureException {
		broken(this.endOfBandRun != 0);
		this.bits = 0;
		this.bitCount = 0;
		for (Component component : this.components) {
			component.previous = 0;
		}
	}

	private void readBlock(Component component, int block, int from, int to, int high, int low) throws BrokenPictureException {
		if (!this.progressive) {
			readDirectCurrent(component, block, 0);
			readAlternatingCurrent(component, block, 1, 63, 0);
		}
		else if (from == 0) {
			if (high == 0) {
				readDirectCurrent(component, block, low);
			}
			else {
				component.blocks[block] |= (short) (bit() << low);
			}
		}
		else if (high == 0) {
			readAlternatingCurrent(component, block, from, to, low);
		}
		else {
			refine(component, block, from, to, low);
		}
	}

	private void readDirectCurrent(Component component, int block, int low) throws BrokenPictureException {
		int size = component.dc.decode(this);
		broken(size > 11);
		component.previous += extended(size);
		int value = component.previous << low;
		// what eight bits a pixel can come to, so that no difference of two is too much for the standard's table
		broken(Math.abs(component.previous) > 1_024 || value < -1_024 || value > 1_023);
		component.blocks[block] = (short) value;
	}

	private void readAlternatingCurrent(Component component, int block, int from, int to, int low) throws BrokenPictureException {
		if (this.endOfBandRun > 0) {
			this.endOfBandRun--;
			return;
		}
		int k = from;
		while (k <= to) {
			int symbol = component.ac.decode(this);
			int run = symbol >> 4;
			int size = symbol & 15;
			if (size == 0) {
				if (run == 15) {
					k += 16;
					broken(k > to + 1);
					continue;
				}
				broken(run > 0 && !this.progressive);
				this.endOfBandRun = (1 << run) - 1 + receive(run);
				return;
			}
			k += run;
			broken(k > to || size > 10);
			int value = extended(size) << low;
			broken(Math.abs(value) > 1_023);
			component.blocks[block + ZIGZAG[k++]] = (short) value;
		}
	}

	/**
	 * One bit more of what is there already, and new ones at the end of each run of zeros.
	 */
	private void refine(Component component, int block, int from, int to, int low) throws BrokenPictureException {
		int more = 1 << low;
		int k = from;
		if (this.endOfBandRun == 0) {
			while (k <= to) {
				int symbol = component.ac.decode(this);
				int run = symbol >> 4;
				int value = 0;
				if ((symbol & 15) == 0) {
					if (run < 15) {
						this.endOfBandRun = (1 << run) + receive(run);
						break;
					}
				}
				else {
					broken((symbol & 15) != 1);
					value = (bit() == 1) ? more : -more;
				}
				while (k <= to) {
					int position = block + ZIGZAG[k];
					if (component.blocks[position] != 0) {
						refine(component, position, more);
					}
					else if (run-- == 0) {
						component.blocks[position] = (short) value;
						break;
					}
					k++;
				}
				broken(k > to && (value != 0 || run > 0));
				k++;
			}
		}
		if (this.endOfBandRun > 0) {
			for (; k <= to; k++) {
				if (component.blocks[block + ZIGZAG[k]] != 0) {
					refine(component, block + ZIGZAG[k], more);
				}
			}
			this.endOfBandRun--;
		}
	}

	private void refine(Component component, int position, int more) throws BrokenPictureException {
		if (bit() == 1) {
			int value = component.blocks[position];
			value += (value > 0) ? more : -more;
			broken(Math.abs(value) > 1_023);
			component.blocks[position] = (short) value;
		}
	}

	private int extended(int size) throws BrokenPictureException {
		int value = receive(size);
		return (size > 0 && value < 1 << size - 1) ? value - (1 << size) + 1 : value;
	}

	private int receive(int count) throws BrokenPictureException {
		int value = 0;
		for (int i = 0; i < count; i++) {
			value = value << 1 | bit();
		}
		return value;
	}

	private int bit() throws BrokenPictureException {
		if (this.bitCount == 0) {
			this.bits = next();
			broken(this.bits == 0xff && next() != 0);
			this.bitCount = 8;
		}
		return this.bits >> --this.bitCount & 1;
	}

	/** What fills up the last byte is less than a byte, so nothing can stand there that anybody reads. */
	private void endOfBits() {
		this.bitCount = 0;
	}

	private int next() throws BrokenPictureException {
		broken(this.at >= this.in.length);
		return this.in[this.at++] & 0xff;
	}

	private byte[] write() {
		Output out = new Output();
		out.two(0xffd8);
		writeColours(out);
		int tables = 0;
		boolean wide = false;
		for (Component component : this.components) {
			if ((tables & 1 << component.quantization) == 0) {
				tables |= 1 << component.quantization;
				wide |= writeQuantization(out, component.quantization);
			}
		}
		out.two(wide ? 0xffc1 : 0xffc0);
		out.two(8 + 3 * this.components.length);
		out.write(8);
		out.two(this.height);
		out.two(this.width);
		out.write(this.components.length);
		for (int i = 0; i < this.components.length; i++) {
			Component component = this.components[i];
			out.write(i + 1);
			out.write(component.across << 4 | component.down);
			out.write(component.quantization);
		}
		int kinds = Math.min(this.components.length, 2);
		for (int i = 0; i < kinds; i++) {
			StandardTables.DC[i].write(out, i);
			StandardTables.AC[i].write(out, 0x10 | i);
		}
		out.two(0xffda);
		out.two(6 + 2 * this.components.length);
		out.write(this.components.length);
		for (int i = 0; i < this.components.length; i++) {
			out.write(i + 1);
			out.write((i == 0) ? 0 : 0x11);
		}
		out.write(0);
		out.write(63);
		out.write(0);
		for (Component component : this.components) {
			component.previous = 0;
		}
		for (int unit = 0; unit < unitsAcross() * unitsDown(); unit++) {
			for (int i = 0; i < this.components.length; i++) {
				Component component = this.components[i];
				for (int y = 0; y < component.down; y++) {
					for (int x = 0; x < component.across; x++) {
						int row = unit / unitsAcross() * component.down + y;
						int column = unit % unitsAcross() * component.across + x;
						writeBlock(out, component, (row * component.stride + column) * 64, Math.min(i, 1));
					}
				}
			}
		}
		out.endOfBits();
		out.two(0xffd9);
		return out.toByteArray();
	}

	/**
	 * Says which colours the components are: without it, what wrote {@code RGB} would be drawn as brightness and two colours.
	 */
	private void writeColours(Output out) {
		boolean rgb = this.components.length == 3 && !this.jfif
				&& (this.adobeTransform == 0 || this.adobeTransform < 0 && this.components[0].id == 'R' && this.components[1].id == 'G'
						&& this.components[2].id == 'B');
		if (rgb) {
			out.two(0xffee);
			out.two(14);
			"Adobe".chars().forEach(out::write);
			out.two(100);
			out.two(0);
			out.two(0);
			out.write(0);
		}
		else {
			out.two(0xffe0);
			out.two(16);
			"JFIF\0".chars().forEach(out::write);
			out.two(0x0101);
			out.write(0);
			out.two(1);
			out.two(1);
			out.two(0);
		}
	}

	/**
	 * @return whether it has factors of more than eight bits, which a baseline picture may not
	 */
	private boolean writeQuantization(Output out, int table) {
		int[] factors = this.quantization[table];
		boolean wide = Arrays.stream(factors).anyMatch((factor) -> factor > 255);
		out.two(0xffdb);
		out.two(wide ? 131 : 67);
		out.write((wide ? 0x10 : 0) | table);
		for (int factor : factors) {
			if (wide) {
				out.two(factor);
			}
			else {
				out.write(factor);
			}
		}
		return wide;
	}

	private static void writeBlock(Output out, Component component, int block, int kind) {
		int difference = component.blocks[block] - component.previous;
		component.previous = component.blocks[block];
		int size = size(difference);
		StandardTables.DC[kind].encode(out, size);
		out.bits(difference, size);
		HuffmanTable table = StandardTables.AC[kind];
		int run = 0;
		for (int k = 1; k < 64; k++) {
			int value = component.blocks[block + ZIGZAG[k]];
			if (value == 0) {
				run++;
				continue;
			}
			for (; run > 15; run -= 16) {
				table.encode(out, 0xf0);
			}
			size = size(value);
			table.encode(out, run << 4 | size);
			out.bits(value, size);
			run = 0;
		}
		if (run > 0) {
			table.encode(out, 0);
		}
	}

	private static int size(int value) {
		return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
	}

	private static void broken(boolean condition) throws BrokenPictureException {
		if (condition) {
			throw new BrokenPictureException();
		}
	}

	/**
	 * One of a picture's components: brightness, or a colour.
	 */
	private static final class Component {

		private final int id;

		private final int quantization;

		/** For each coefficient the lowest bit that is known, -1 while none is. */
		private final int[] known = new int[64];

		private int across;

		private int down;

		private int columns;

		private int rows;

		private int stride;

		private short[] blocks = new short[0];

		private HuffmanTable dc;

		private HuffmanTable ac;

		private int previous;

		private boolean seen;

		Component(int id, int across, int down, int quantization) {
			this.id = id;
			this.across = across;
			this.down = down;
			this.quantization = quantization;
			Arrays.fill(this.known, -1);
		}

		/**
		 * Of each coefficient the upper bits come first, and then one by one those below.
		 */
		void begin(int from, int to, int high, int low) throws BrokenPictureException {
			broken(from > 0 && this.known[0] < 0);
			for (int k = from; k <= to; k++) {
				broken((high == 0) ? this.known[k] >= 0 : this.known[k] != high);
				this.known[k] = low;
			}
			this.seen = true;
		}

	}

	/**
	 * A table of Huffman codes (T.81, annexes C and F).
	 */
	private static final class HuffmanTable {

		private final int[] counts;

		private final int[] values;

		private final int[] codes = new int[256];

		private final int[] lengths = new int[256];

		private HuffmanTable(int[] counts, int[] values) {
			this.counts = counts;
			this.values = values;
			int code = 0;
			int next = 0;
			for (int length = 1; length <= 16; length++) {
				for (int i = 0; i < counts[length - 1]; i++) {
					this.codes[values[next]] = code++;
					this.lengths[values[next++]] = length;
				}
				code <<= 1;
			}
		}

		static HuffmanTable of(int[] counts, int[] values) throws BrokenPictureException {
			int free = 1;
			for (int count : counts) {
				free = 2 * free - count;
				broken(free < 0);
			}
			return new HuffmanTable(counts, values);
		}

		int decode(Jpeg jpeg) throws BrokenPictureException {
			int code = 0;
			int first = 0;
			int index = 0;
			for (int count : this.counts) {
				code |= jpeg.bit();
				if (code - first < count) {
					return this.values[index + code - first];
				}
				index += count;
				first = first + count << 1;
				code <<= 1;
			}
			throw new BrokenPictureException();
		}

		void encode(Output out, int value) {
			out.bits(this.codes[value], this.lengths[value]);
		}

		void write(Output out, int kind) {
			out.two(0xffc4);
			out.two(19 + this.values.length);
			out.write(kind);
			for (int count : this.counts) {
				out.write(count);
			}
			for (int value : this.values) {
				out.write(value);
			}
		}

	}

	/**
	 * The tables that the standard proposes (T.81, annex K.3), for brightness and for colours. They have a code for everything.
	 */
	private static final class StandardTables {

		private static final int[] SIZES = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };

		static final HuffmanTable[] DC = { new HuffmanTable(new int[] { 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0 }, SIZES),
				new HuffmanTable(new int[] { 0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0 }, SIZES) };

		static final HuffmanTable[] AC = {
				new HuffmanTable(new int[] { 0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d }, values(
						"01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445"
								+ "464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3"
								+ "b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa")),
				new HuffmanTable(new int[] { 0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77 }, values(
						"000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a4344"
								+ "45464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aa"
								+ "b2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa")) };

		private static int[] values(String hex) {
			int[] values = new int[hex.length() / 2];
			for (int i = 0; i < values.length; i++) {
				values[i] = Integer.parseInt(hex, 2 * i, 2 * i + 2, 16);
			}
			return values;
		}

	}

	/**
	 * What is written, also bit by bit.
	 */
	private static final class Output extends ByteArrayOutputStream {

		private int pending;

		private int pendingCount;

		void two(int value) {
			write(value >> 8);
			write(value);
		}

		/**
		 * Writes the lowest bits of a code, or of a number: a negative one is one less, as the standard has it.
		 */
		void bits(int value, int length) {
			int bits = (value < 0) ? value - 1 : value;
			for (int i = length - 1; i >= 0; i--) {
				this.pending = this.pending << 1 | bits >> i & 1;
				if (++this.pendingCount == 8) {
					write(this.pending);
					if ((this.pending & 0xff) == 0xff) {
						write(0);
					}
					this.pending = 0;
					this.pendingCount = 0;
				}
			}
		}

		void endOfBits() {
			while (this.pendingCount > 0) {
				bits(1, 1);
			}
		}

	}

}
