package org.rollcall.roster;

/**
 * Is told how far an import is. Called within the import's transaction and between its statements: whoever listens must not
 * use the same connection, and should be quick.
 */
@FunctionalInterface
public interface ImportProgress {

	/** Tells nobody. */
	ImportProgress SILENT = (phase, file, rows) -> {
	};

	/**
	 * @param phase what is being done
	 * @param file the file that it is done to, such as {@code users.csv}; empty if it is none in particular
	 * @param rows how many rows of the file are through
	 */
	void reached(Phase phase, String file, long rows);

	/**
	 * What an import does, in this order.
	 */
	enum Phase {

		/** Reads the files, and looks at each row. */
		READING,

		/** Looks at the rows beside each other. */
		CHECKING,

		/** Writes the roster. */
		WRITING,

		/** Gives accounts to people, and takes them. */
		PEOPLE

	}

}
