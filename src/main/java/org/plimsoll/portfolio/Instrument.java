package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The terms of an instrument.
 *
 * @param id identifier, unique within a request
 * @param type what it is
 * @param currency ISO 4217 code or asset code in which it is quoted and settled
 * @param underlying what it derives from; null for an instrument that derives from nothing
 * @param multiplier units of the underlying in one contract, above zero; one unless stated
 * @param lotSize smallest quantity that can be traded, above zero; null when any quantity can
 * @param venue where it trades; null when it does not matter
 * @param option option terms; present exactly when the type is {@code OPTION}
 * @param maturity last day of a bond, future, forward or swap; null for an instrument without one
 * @param issuer name of the issuer; null when unknown or not applicable
 * @param issuerKind who issued it; null when not applicable
 * @param creditQualityStep credit quality step 1 (best) to 6 of the issue or issuer; null when unrated
 * @param rating rating as published, such as {@code AA-}; null when unrated
 * @param indexMembership index the equity belongs to; null when not applicable
 * @param attributes anything else a methodology needs
 */
public record Instrument(
        String id,
        InstrumentType type,
        String currency,
        @Nullable String underlying,
        BigDecimal multiplier,
        @Nullable BigDecimal lotSize,
        @Nullable String venue,
        @Nullable OptionTerms option,
        @Nullable LocalDate maturity,
        @Nullable String issuer,
        @Nullable IssuerKind issuerKind,
        @Nullable Integer creditQualityStep,
        @Nullable String rating,
        @Nullable IndexMembership indexMembership,
        Map<String, String> attributes) {
    public Instrument {
        attributes = Map.copyOf(attributes);
    }
}
