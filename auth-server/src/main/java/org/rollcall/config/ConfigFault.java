package org.rollcall.config;

/**
 * Something in a configuration that cannot be as it is.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param path where it stands, for example {@code clients[0].redirectUris[1]}; empty for the document as a whole
 * @param message what is wrong and, where one can tell, what was meant: whole sentences
 */
public record ConfigFault(int line, int column, String path, String message) {

	/** As compilers write it, without the file's name. */
	@Override
	public String toString() {
		return this.line + ":" + this.column + ": " + (this.path.isEmpty() ? "" : this.path + ": ") + this.message;
	}

}
