package org.plimsoll.policy;

/**
 * A pledged asset that counts for nothing.
 *
 * @param collateral the asset
 * @param reason why, in words
 */
public record Ineligible(Collateral collateral, String reason) implements Outcome {}
