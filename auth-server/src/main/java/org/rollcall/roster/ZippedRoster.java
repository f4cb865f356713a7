package org.rollcall.roster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip of OneRoster files. Nothing is unpacked to disk: a name in it finds an entry, and never a path. The files may stand
 * in one folder, as they do when somebody zips a folder.
 */
final class ZippedRoster implements RosterSource, AutoCloseable {

	/** More than any district's file, and less than what would keep a server busy for an hour. */
	private static final long LARGEST = 4L << 30;

	/** CSV shrinks to a tenth; what shrinks to a thousandth was made to. */
	private static final long MOST_SHRUNK = 500;

	private static final long NEVER_MIND = 1 << 20;

	private static final int MOST_ENTRIES = 1_000;

	private final String name;

	private final ZipFile zip;

	private final Map<String, ZipEntry> files = new HashMap<>();

	ZippedRoster(String name, Path path) throws IOException {
		this.name = name;
		this.zip = new ZipFile(path.toFile());
		try {
			index();
		}
		catch (IOException | RuntimeException ex) {
			this.zip.close();
			throw ex;
		}
	}

	private void index() throws IOException {
		if (this.zip.size() > MOST_ENTRIES) {
			throw new IOException("the zip has %,d entries, and a roster has 14 files".formatted(this.zip.size()));
		}
		Set<String> folders = new HashSet<>();
		for (ZipEntry entry : this.zip.stream().filter(ZippedRoster::isOfARoster).toList()) {
			int slash = entry.getName().lastIndexOf('/');
			folders.add(entry.getName().substring(0, slash + 1));
			ZipEntry other = this.files.put(entry.getName().substring(slash + 1), entry);
			if (other != null) {
				throw new IOException("the zip has %s and %s; which of them is meant?".formatted(other.getName(), entry.getName()));
			}
		}
		if (folders.size() > 1) {
			throw new IOException("the files stand in more than one folder of the zip: " + String.join(", ", folders));
		}
	}

	// What macOS and Windows put beside the files is none of them.
	private static boolean isOfARoster(ZipEntry entry) {
		return !entry.isDirectory() && entry.getName().endsWith(".csv") && !entry.getName().startsWith("__MACOSX/")
				&& !entry.getName().substring(entry.getName().lastIndexOf('/') + 1).startsWith("._");
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Optional<InputStream> open(String file) throws IOException {
		ZipEntry entry = this.files.get(file);
		return (entry != null) ? Optional.of(new Bounded(this.zip.getInputStream(entry), entry)) : Optional.empty();
	}

	@Override
	public void close() throws IOException {
		this.zip.close();
	}

	/** What a zip says of its sizes cannot be relied on, so they are counted. */
	private static final class Bounded extends FilterInputStream {

		private final long most;

		private long read;

		private Bounded(InputStream stream, ZipEntry entry) {
			super(stream);
			this.most = Math.min(LARGEST, Math.max(NEVER_MIND, entry.getCompressedSize() * MOST_SHRUNK));
		}

		@Override
		public int read() throws IOException {
			int value = super.read();
			count((value < 0) ? 0 : 1);
			return value;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int count = super.read(buffer, offset, length);
			count(Math.max(count, 0));
			return count;
		}

		private void count(int more) throws IOException {
			this.read += more;
			if (this.read > this.most) {
				throw new IOException("the file is much larger than its share of the zip, as in a zip bomb");
			}
		}

	}

}
