package org.plimsoll.policy;

import java.math.BigDecimal;

/**
 * Margin stated gross, as securities regulation does: what was received for what is short is part of the requirement, and
 * is applied against it. Equity bears what is short at its market value already, so that what counts as margin is
 *
 * <pre>
 * initial margin     = gross initial − proceeds applied
 * maintenance margin = gross maintenance + value without loan value − proceeds applied
 * </pre>
 *
 * each never below zero. A fresh account whose equity is its deposit is then called for exactly the requirement less the
 * proceeds.
 *
 * @param scope what it is required of
 * @param grossInitial initial requirement, zero or above
 * @param grossMaintenance maintenance requirement, zero or above
 * @param withoutLoanValue market value that equity includes and that secures nothing after opening, zero or above: options
 *     held that have no loan value, stock above the strike of the calls written on it
 * @param proceedsApplied market value of what is short that is applied against the requirement, zero or above
 * @param reason why, in words
 */
public record GrossRequirement(
        Scope scope,
        BigDecimal grossInitial,
        BigDecimal grossMaintenance,
        BigDecimal withoutLoanValue,
        BigDecimal proceedsApplied,
        String reason)
        implements Requirement {

    /** A requirement on what has its loan value in full. */
    public GrossRequirement(
            Scope scope,
            BigDecimal grossInitial,
            BigDecimal grossMaintenance,
            BigDecimal proceedsApplied,
            String reason) {
        this(scope, grossInitial, grossMaintenance, BigDecimal.ZERO, proceedsApplied, reason);
    }

    /** Initial margin that counts. */
    @Override
    public BigDecimal initial() {
        return grossInitial.subtract(proceedsApplied).max(BigDecimal.ZERO);
    }

    /** Maintenance margin that counts. */
    @Override
    public BigDecimal maintenance() {
        return grossMaintenance.add(withoutLoanValue).subtract(proceedsApplied).max(BigDecimal.ZERO);
    }
}
