package org.rollcall.client;

/**
 * An app is about to be removed for good: the last moment, in the same transaction, for whoever has to end something that would else be
 * gone without a word.
 */
public record AppLeaving(String clientId) {

}
