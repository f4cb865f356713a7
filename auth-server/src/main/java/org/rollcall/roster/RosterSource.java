package org.rollcall.roster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

}
