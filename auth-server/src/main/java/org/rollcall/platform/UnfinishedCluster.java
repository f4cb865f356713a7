package org.rollcall.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an {@code initdb} leaves that was ended halfway. A mark beside the data folder stands from before {@code initdb}
 * begins until PostgreSQL has started for the first time; by the files alone one could not tell, because most of them are
 * there long before it ends. Nobody's data is in it yet.
 */
record UnfinishedCluster(Path data, Path mark) {

	private static final Logger logger = LoggerFactory.getLogger(UnfinishedCluster.class);

	static UnfinishedCluster of(Path data) {
		return new UnfinishedCluster(data, data.resolveSibling(data.getFileName() + ".unfinished"));
	}

	/**
	 * Makes way for a new beginning where an earlier one did not come to its end, and marks it if this is one.
	 */
	void begin() throws IOException {
		if (Files.exists(this.mark)) {
			logger.info("An earlier run was ended while it made its database; beginning anew");
			endInitdb();
			discard();
		}
		if (!Files.exists(this.data.resolve("postgresql.conf"))) {
			discard();
			Files.deleteIfExists(this.mark);
			Files.createFile(this.mark);
		}
	}

	/**
	 * The mark must not come back after a power failure: it would cost the data.
	 */
	void end() throws IOException {
		if (Files.deleteIfExists(this.mark)) {
			try (FileChannel folder = FileChannel.open(this.mark.getParent(), StandardOpenOption.READ)) {
				folder.force(true);
			}
			catch (IOException ex) {
				logger.debug("This system cannot force a folder to the disk: {}", ex.getMessage());
			}
		}
	}

	private void endInitdb() {
		ProcessHandle.allProcesses()
			.filter((process) -> OrphanedPostmaster.isOn(process, "initdb", this.data))
			.forEach((process) -> {
				List<ProcessHandle> children = process.descendants().toList();
				process.destroyForcibly();
				process.onExit().join();
				children.forEach((child) -> {
					child.destroyForcibly();
					child.onExit().join();
				});
			});
	}

	private void discard() throws IOException {
		if (Files.isDirectory(this.data)) {
			try (var paths = Files.walk(this.data)) {
				for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(path);
				}
			}
		}
	}

}
