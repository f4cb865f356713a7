package org.rollcall.platform;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that holds one secret and that its owner alone may read (mode 600 where the file system knows modes).
 */
public final class SecretFile {

	private SecretFile() {
	}

	/**
	 * Writes {@code secret} to {@code file}: wholly or not at all, and never readable by others in between.
	 */
	public static void write(Path file, String secret) throws IOException {
		Path unfinished = file.resolveSibling(file.getFileName() + ".new");
		Files.deleteIfExists(unfinished);
		Files.createFile(unfinished, ownerOnly("rw-------"));
		Files.writeString(unfinished, secret);
		Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/**
	 * Creates {@code folder} for its owner alone (mode 700), unless it is there already; then it stays as it is.
	 * @throws StartupProblem if a file is in its place
	 */
	public static void createFolder(Path folder) throws IOException {
		if (Files.exists(folder) && !Files.isDirectory(folder)) {
			throw new StartupProblem("The data folder " + folder + " is a file.",
					"Move the file away, or name another folder with ROLLCALL_DATA_DIRECTORY.");
		}
		if (!Files.isDirectory(folder)) {
			if (folder.getParent() != null) {
				Files.createDirectories(folder.getParent());
			}
			Files.createDirectory(folder, ownerOnly("rwx------"));
		}
	}

	/**
	 * Takes {@code folder} away from everybody but its owner.
	 */
	static void closeFolder(Path folder) throws IOException {
		if (knowsModes()) {
			Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
		}
	}

	private static boolean knowsModes() {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
	}

	private static FileAttribute<?>[] ownerOnly(String permissions) {
		if (!knowsModes()) {
			return new FileAttribute<?>[0];
		}
		return new FileAttribute<?>[] {
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) };
	}

}
