package org.rollcall.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * One server a data folder. The lock is the operating system's: it goes with the process, however that ends.
 */
final class DataDirectoryLock implements AutoCloseable {

	private final FileChannel channel;

	private final FileLock lock;

	private DataDirectoryLock(FileChannel channel, FileLock lock) {
		this.channel = channel;
		this.lock = lock;
	}

	static DataDirectoryLock acquire(Path folder) {
		FileChannel channel;
		try {
			SecretFile.createFolder(folder);
			channel = FileChannel.open(folder.resolve("rollcall.lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
		}
		catch (IOException ex) {
			throw new StartupProblem("The data folder " + folder + " cannot be written to.",
					"Give the user who starts Rollcall the right to write there, or name another folder with"
							+ " ROLLCALL_DATA_DIRECTORY.",
					ex);
		}
		FileLock lock = tryLock(channel);
		if (lock == null) {
			close(channel);
			throw new StartupProblem("Another Rollcall is running on the data folder " + folder + ".",
					"Stop it, or give this one a folder of its own with ROLLCALL_DATA_DIRECTORY.");
		}
		return new DataDirectoryLock(channel, lock);
	}

	private static @Nullable FileLock tryLock(FileChannel channel) {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException | IOException ex) {
			return null;
		}
	}

	boolean isHeld() {
		return this.lock.isValid();
	}

	@Override
	public void close() {
		try {
			this.lock.release();
		}
		catch (IOException ex) {
			// the lock ends with the process at the latest
		}
		close(this.channel);
	}

	private static void close(FileChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			// nothing is left to lose: no byte is ever written to it
		}
	}

}
