package org.plimsoll.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.IndexMembership;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;

/** The terms of an instrument, for {@link Facts}. */
final class InstrumentBuilder {
    String id;
    InstrumentType type;
    String currency = "EUR";

    @Nullable
    String underlying;

    BigDecimal multiplier = BigDecimal.ONE;

    @Nullable
    BigDecimal lotSize;

    @Nullable
    String venue;

    OptionType optionType = OptionType.CALL;
    BigDecimal strike = new BigDecimal("1000");
    LocalDate expiry = LocalDate.parse("2026-03-20");

    @Nullable
    LocalDate maturity;

    @Nullable
    IssuerKind issuerKind;

    @Nullable
    Integer creditQualityStep;

    @Nullable
    String rating;

    @Nullable
    IndexMembership indexMembership;

    final Map<String, String> attributes = new HashMap<>();

    InstrumentBuilder(String id, InstrumentType type) {
        this.id = id;
        this.type = type;
    }

    Instrument build() {
        OptionTerms option = type == InstrumentType.OPTION
                ? new OptionTerms(optionType, strike, expiry, ExerciseStyle.EUROPEAN)
                : null;
        return new Instrument(
                id,
                type,
                currency,
                underlying,
                multiplier,
                lotSize,
                venue,
                option,
                maturity,
                "issuer of " + id,
                issuerKind,
                creditQualityStep,
                rating,
                indexMembership,
                attributes);
    }
}
