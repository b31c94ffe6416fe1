package org.plimsoll.portfolio;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds instruments for tests. The name of a method says what is built; the rest has the plainest terms. */
public final class Instruments {
    private final String id;
    private final InstrumentType type;
    private final String currency;
    private @Nullable String underlying;
    private BigDecimal multiplier = BigDecimal.ONE;
    private @Nullable BigDecimal lotSize;
    private @Nullable String venue;
    private @Nullable OptionTerms option;
    private @Nullable LocalDate maturity;
    private @Nullable String issuer;
    private @Nullable IssuerKind issuerKind;
    private @Nullable Integer creditQualityStep;
    private @Nullable String rating;
    private @Nullable IndexMembership indexMembership;
    private final Map<String, String> attributes = new TreeMap<>();

    private Instruments(String id, InstrumentType type, String currency) {
        this.id = id;
        this.type = type;
        this.currency = currency;
    }

    public static Instruments of(String id, InstrumentType type, String currency) {
        return new Instruments(id, type, currency);
    }

    public static Instruments equity(String id, String currency) {
        return of(id, InstrumentType.EQUITY, currency);
    }

    public static Instruments cash(String id, String currency) {
        return of(id, InstrumentType.CASH, currency);
    }

    public static Instruments crypto(String id, String currency) {
        return of(id, InstrumentType.CRYPTO_ASSET, currency);
    }

    /** A government bond of the best credit quality. */
    public static Instruments bond(String id, String currency, String maturity) {
        return of(id, InstrumentType.BOND, currency)
                .maturity(maturity)
                .issuerKind(IssuerKind.GOVERNMENT)
                .creditQualityStep(1);
    }

    public static Instruments perpetual(String id, String underlying, String currency) {
        return of(id, InstrumentType.PERPETUAL, currency).underlying(underlying);
    }

    public static Instruments future(String id, String underlying, String currency, String maturity) {
        return of(id, InstrumentType.FUTURE, currency).underlying(underlying).maturity(maturity);
    }

    /** An American call on one unit. */
    public static Instruments call(String id, String underlying, String currency, String strike, String expiry) {
        return option(OptionType.CALL, id, underlying, currency, strike, expiry);
    }

    /** An American put on one unit. */
    public static Instruments put(String id, String underlying, String currency, String strike, String expiry) {
        return option(OptionType.PUT, id, underlying, currency, strike, expiry);
    }

    private static Instruments option(
            OptionType type, String id, String underlying, String currency, String strike, String expiry) {
        return of(id, InstrumentType.OPTION, currency)
                .underlying(underlying)
                .option(new OptionTerms(type, new BigDecimal(strike), LocalDate.parse(expiry), ExerciseStyle.AMERICAN));
    }

    public Instruments underlying(@Nullable String name) {
        underlying = name;
        return this;
    }

    public Instruments multiplier(String units) {
        multiplier = new BigDecimal(units);
        return this;
    }

    public Instruments lotSize(String size) {
        lotSize = new BigDecimal(size);
        return this;
    }

    public Instruments venue(String name) {
        venue = name;
        return this;
    }

    public Instruments option(@Nullable OptionTerms terms) {
        option = terms;
        return this;
    }

    public Instruments maturity(String day) {
        maturity = LocalDate.parse(day);
        return this;
    }

    public Instruments issuer(String name) {
        issuer = name;
        return this;
    }

    public Instruments issuerKind(@Nullable IssuerKind kind) {
        issuerKind = kind;
        return this;
    }

    public Instruments creditQualityStep(@Nullable Integer step) {
        creditQualityStep = step;
        return this;
    }

    public Instruments rating(String published) {
        rating = published;
        return this;
    }

    public Instruments indexMembership(IndexMembership membership) {
        indexMembership = membership;
        return this;
    }

    public Instruments attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    public Instrument build() {
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
                issuer,
                issuerKind,
                creditQualityStep,
                rating,
                indexMembership,
                attributes);
    }
}
