package org.rollcall.roster;

import org.jspecify.annotations.Nullable;

/**
 * How a roster is imported.
 *
 * @param initialPasswordHash the encoded password that every new person gets; null for none
 * @param mostLeaving the share of the active people, from 0 to 1, that the import may deactivate; more are refused
 * @param preview whether it only tells what it would do
 * @param progress is told how far it is
 */
public record ImportOptions(@Nullable String initialPasswordHash, double mostLeaving, boolean preview,
		ImportProgress progress) {

	/** What a district that did not decide otherwise is asked about: one in five. */
	public static final double USUAL_MOST_LEAVING = 0.2;

	/** Imports whatever is there, and lets everybody go who is no longer in it. */
	public static ImportOptions unguarded() {
		return new ImportOptions(null, 1, false, ImportProgress.SILENT);
	}

	/** The same with a password for new people. */
	public ImportOptions withInitialPasswordHash(@Nullable String hash) {
		return new ImportOptions(hash, this.mostLeaving, this.preview, this.progress);
	}

	/** The same, but telling only what it would do; a preview is never refused for how many would leave. */
	public ImportOptions asPreview() {
		return new ImportOptions(this.initialPasswordHash, 1, true, this.progress);
	}

	/** The same, refused if more people would leave. */
	public ImportOptions withMostLeaving(double share) {
		return new ImportOptions(this.initialPasswordHash, share, this.preview, this.progress);
	}

	/** The same, telling somebody how far it is. */
	public ImportOptions withProgress(ImportProgress listener) {
		return new ImportOptions(this.initialPasswordHash, this.mostLeaving, this.preview, listener);
	}

}
