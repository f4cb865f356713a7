package org.rollcall.roster;

import java.util.UUID;
import java.util.function.Supplier;

import org.rollcall.platform.Actor;

/**
 * Somebody said yes to an import. Published within the transaction that keeps the yes.
 *
 * @param mostLeaving the share of the people, from 0 to 1, that may leave
 * @param kept something that must be the same before and after it; looked at in its own transaction
 * @param actor who said it
 */
record ImportConfirmed(int tenantId, UUID importId, double mostLeaving, Supplier<?> kept, Actor actor) {
}
