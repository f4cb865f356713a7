package org.rollcall.platform;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * A database cluster that was made in advance, as the container image has one: where a data folder has none, a copy of it
 * saves {@code initdb} and the migrations. Beside its folder {@code postgres} lies the {@code postgres.password} that it was
 * made with, which is no secret and therefore replaced as soon as the copy has started.
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
		if (!Files.isReadable(seed.cluster().resolve("PG_VERSION")) || !Files.isReadable(seed.passwordFile())) {
			throw new StartupProblem("There is no prepared database in " + given + ": it needs a folder postgres and a file"
					+ " postgres.password that the user who starts Rollcall may read.",
					"Name another folder with ROLLCALL_EMBEDDED_DATABASE_SEED, or leave that out to have the database made.");
		}
		return seed;
	}

	/**
	 * Copies the cluster.
	 * @param target where to; it must not be there yet, and its owner alone may read it then
	 */
	void copyTo(Path target) throws IOException {
		Path source = cluster();
		Files.walkFileTree(source, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
				SecretFile.createFolder(target.resolve(source.relativize(folder).toString()));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.copy(file, target.resolve(source.relativize(file).toString()));
				return FileVisitResult.CONTINUE;
			}

		});
	}

	/**
	 * Returns the password that the copy has until it gets one of its own.
	 */
	String password() throws IOException {
		return Files.readString(passwordFile()).strip();
	}

	private Path cluster() {
		return this.folder.resolve("postgres");
	}

	private Path passwordFile() {
		return this.folder.resolve("postgres.password");
	}

}
