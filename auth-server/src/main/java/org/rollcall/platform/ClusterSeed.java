package org.rollcall.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.jspecify.annotations.Nullable;

/**
 * A database cluster that was made in advance, as the container image has one: where a data folder has none, a copy of it
 * saves {@code initdb} and the migrations. Beside {@code postgres.zip}, in which it is packed, lies the
 * {@code postgres.password} that it was made with, which is no secret and therefore replaced as soon as the copy has started.
 *
 * @param folder the folder in which both lie
 */
record ClusterSeed(Path folder) {

	/**
	 * @param given the folder; empty or {@code null} when there is no seed
	 * @throws StartupProblem if there is no seed in the folder
	 */
	static @Nullable ClusterSeed in(@Nullable String given) {
		if (given == null || given.isBlank()) {
			return null;
		}
		ClusterSeed seed = new ClusterSeed(Path.of(given.strip()).toAbsolutePath().normalize());
		if (!Files.isReadable(seed.archive()) || !Files.isReadable(seed.passwordFile())) {
			throw new StartupProblem("There is no prepared database in " + given + ": it needs the files postgres.zip and"
					+ " postgres.password, which the user who starts Rollcall may read.",
					"Name another folder with ROLLCALL_EMBEDDED_DATABASE_SEED, or leave that out to have the database made.");
		}
		return seed;
	}

	/**
	 * Unpacks the cluster.
	 * @param target where to; it must not be there yet, and its owner alone may read it then
	 */
	void copyTo(Path target) throws IOException {
		SecretFile.createFolder(target);
		byte[] buffer = new byte[64 * 1024];
		try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive()), buffer.length))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				Path path = target.resolve(entry.getName()).normalize();
				if (!path.startsWith(target)) {
					throw new IOException(entry.getName() + " in " + archive() + " leads out of " + target);
				}
				if (entry.isDirectory()) {
					SecretFile.createFolder(path);
					continue;
				}
				try (OutputStream file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
					for (int read = zip.read(buffer); read > 0; read = zip.read(buffer)) {
						file.write(buffer, 0, read);
					}
				}
			}
		}
	}

	/**
	 * Returns the password that the copy has until it gets one of its own.
	 */
	String password() throws IOException {
		return Files.readString(passwordFile()).strip();
	}

	private Path archive() {
		return this.folder.resolve("postgres.zip");
	}

	private Path passwordFile() {
		return this.folder.resolve("postgres.password");
	}

}
