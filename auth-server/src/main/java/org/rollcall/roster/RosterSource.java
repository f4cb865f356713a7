package org.rollcall.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

import org.rollcall.platform.Sha256;

/**
 * A folder of OneRoster 1.1 CSV files, wherever it is.
 */
public interface RosterSource {

	/** What to call the folder when speaking of it. */
	String name();

	/**
	 * Opens a file of the folder; the caller closes it.
	 * @param file the file's name, for example {@code "users.csv"}
	 * @return empty if the folder has no such file
	 * @throws IOException if it has, but the file cannot be read
	 */
	Optional<InputStream> open(String file) throws IOException;

	/** A folder on disk. */
	static RosterSource folder(Path folder) {
		return new RosterSource() {

			@Override
			public String name() {
				return folder.toString();
			}

			@Override
			public Optional<InputStream> open(String file) throws IOException {
				Path path = folder.resolve(file);
				return Files.exists(path) ? Optional.of(Files.newInputStream(path)) : Optional.empty();
			}

		};
	}

	/**
	 * A folder on disk or a zip of one; the caller closes it.
	 * @param name what to call it when speaking of it
	 * @throws IOException if it is neither, or a zip that cannot be trusted
	 */
	static ClosableRoster open(String name, Path path) throws IOException {
		if (Files.isDirectory(path)) {
			RosterSource folder = folder(path);
			return new ClosableRoster(folder, () -> {
			});
		}
		try {
			ZippedRoster zip = new ZippedRoster(name, path);
			return new ClosableRoster(zip, zip);
		}
		catch (ZipException ex) {
			if (String.valueOf(ex.getMessage()).contains("encrypted")) {
				throw new IOException(name + " is locked with a password; pack the OneRoster files without one", ex);
			}
			throw new IOException(name + " is not a zip (" + ex.getMessage() + "); pack the OneRoster files into one", ex);
		}
	}

	/**
	 * A folder on the classpath.
	 * @param location for example {@code "db/demo/lincolnusd"}
	 */
	static RosterSource classpath(String location) {
		return new RosterSource() {

			@Override
			public String name() {
				return "classpath:" + location;
			}

			@Override
			public Optional<InputStream> open(String file) {
				return Optional.ofNullable(RosterSource.class.getClassLoader().getResourceAsStream(location + "/" + file));
			}

		};
	}

	/**
	 * A roster written down row by row.
	 * @param name what to call it when speaking of it
	 * @param tables rows by table (see {@link Rosters#columns()}), each with its values by column; lists with commas
	 */
	static RosterSource inline(String name, Map<String, List<Map<String, String>>> tables) {
		return new InlineRoster(name, tables);
	}

	/**
	 * The SHA-256 of everything that an import would read, in lower-case hex digits.
	 * @throws IOException if a file is there and cannot be read
	 */
	default String digest() throws IOException {
		MessageDigest digest = Sha256.digest();
		List<String> files = new ArrayList<>(List.of("manifest.csv"));
		Arrays.stream(RosterFile.values()).map(RosterFile::fileName).forEach(files::add);
		for (String file : files) {
			Optional<InputStream> opened = open(file);
			digest.update((file + (opened.isPresent() ? "+" : "-")).getBytes(StandardCharsets.UTF_8));
			if (opened.isPresent()) {
				try (InputStream stream = opened.get()) {
					MessageDigest ofFile = Sha256.digest();
					stream.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), ofFile));
					digest.update(ofFile.digest());
				}
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

}
