package org.rollcall.roster;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A roster's files that hold something open until they are closed.
 */
public final class ClosableRoster implements RosterSource, AutoCloseable {

	private final RosterSource source;

	private final AutoCloseable resource;

	ClosableRoster(RosterSource source, AutoCloseable resource) {
		this.source = source;
		this.resource = resource;
	}

	@Override
	public String name() {
		return this.source.name();
	}

	@Override
	public Optional<InputStream> open(String file) throws IOException {
		return this.source.open(file);
	}

	@Override
	public void close() throws IOException {
		try {
			this.resource.close();
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

}
