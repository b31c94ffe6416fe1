package org.plimsoll.ledger;

/**
 * A range of places in the log.
 *
 * @param from the first
 * @param to the first after them
 */
public record Places(long from, long to) {}
