package org.rollcall.workbench;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lets every request happen wholly before or wholly after a reset, and every sign-in without a browser, which is many
 * requests, too. Whoever resets waits for the sign-ins first: their requests must still get through.
 */
@Component
@WorkbenchOnly
class Gate {

	/** A sign-in takes a fraction of a second; many at once queue for the processor. */
	private static final int SIGN_INS_SECONDS = 60;

	/** Somebody may send a request byte by byte: then the locks of the database alone have to do. */
	private static final int REQUESTS_SECONDS = 2;

	private final ReentrantReadWriteLock signIns = new ReentrantReadWriteLock(true);

	private final ReentrantReadWriteLock requests = new ReentrantReadWriteLock(true);

	Lock forRequest() {
		return this.requests.readLock();
	}

	Lock forSignIn() {
		return this.signIns.readLock();
	}

	/**
	 * Runs something while no sign-in and no request is under way.
	 * @throws WorkbenchFault if the sign-ins do not come to an end
	 */
	<T> T alone(Callable<T> action) throws Exception {
		if (!this.signIns.writeLock().tryLock(SIGN_INS_SECONDS, TimeUnit.SECONDS)) {
			throw new WorkbenchFault(HttpStatus.SERVICE_UNAVAILABLE,
					"Sign-ins that began before have not ended for a minute, so nothing was reset. Try again.");
		}
		try {
			boolean alone = this.requests.writeLock().tryLock(REQUESTS_SECONDS, TimeUnit.SECONDS);
			try {
				return action.call();
			}
			finally {
				if (alone) {
					this.requests.writeLock().unlock();
				}
			}
		}
		finally {
			this.signIns.writeLock().unlock();
		}
	}

}
