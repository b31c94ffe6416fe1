package org.plimsoll.wire;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.ExerciseStyle;
import org.plimsoll.portfolio.IndexMembership;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.IssuerKind;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.OptionType;

/** One instrument, whose terms stand flat beside each other on the wire. */
final class InstrumentReader {
    static final Fields FIELDS = Fields.required("id", "type", "currency")
            .optional(
                    "underlying",
                    "multiplier",
                    "lotSize",
                    "venue",
                    "optionType",
                    "strike",
                    "expiry",
                    "exerciseStyle",
                    "maturity",
                    "issuer",
                    "issuerKind",
                    "creditQualityStep",
                    "rating",
                    "indexMembership",
                    "attributes");
    private static final List<String> OPTION_FIELDS = List.of("optionType", "strike", "expiry", "exerciseStyle");
    private static final Codes<InstrumentType> TYPES = Codes.of(InstrumentType.class);
    private static final Codes<OptionType> OPTION_TYPES = Codes.of(OptionType.class);
    private static final Codes<ExerciseStyle> EXERCISE_STYLES = Codes.of(ExerciseStyle.class);
    private static final Codes<IssuerKind> ISSUER_KINDS = Codes.of(IssuerKind.class);
    private static final Codes<IndexMembership> INDEX_MEMBERSHIPS = Codes.of(IndexMembership.class);

    private final JsonSource source;
    private @Nullable String id;
    private @Nullable InstrumentType type;
    private @Nullable String currency;
    private @Nullable String underlying;
    private BigDecimal multiplier = BigDecimal.ONE;
    private @Nullable BigDecimal lotSize;
    private @Nullable String venue;
    private @Nullable OptionType optionType;
    private @Nullable BigDecimal strike;
    private @Nullable LocalDate expiry;
    private ExerciseStyle exerciseStyle = ExerciseStyle.AMERICAN;
    private @Nullable LocalDate maturity;
    private @Nullable String issuer;
    private @Nullable IssuerKind issuerKind;
    private @Nullable Integer creditQualityStep;
    private @Nullable String rating;
    private @Nullable IndexMembership indexMembership;
    private Map<String, String> attributes = Map.of();

    private InstrumentReader(JsonSource source) {
        this.source = source;
    }

    /** The instrument a source stands at; null, and noted, when it is not one. */
    static @Nullable Instrument read(JsonSource source) {
        JsonObject object = JsonObject.open(source, FIELDS);
        return object == null ? null : new InstrumentReader(source).read(object);
    }

    private @Nullable Instrument read(JsonObject object) {
        while (object.next()) {
            readField(object.field());
        }
        object.requireFields();
        OptionTerms option = readOption(object);
        if (id == null || type == null || currency == null) {
            return null;
        }
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

    private void readField(String field) {
        switch (field) {
            case "id" -> id = source.readText();
            case "type" -> type = source.readCode(TYPES);
            case "currency" -> currency = source.readText();
            case "underlying" -> underlying = source.readText();
            case "multiplier" -> multiplier = given(source.readDecimal(), multiplier);
            case "lotSize" -> lotSize = source.readDecimal();
            case "venue" -> venue = source.readText();
            case "optionType" -> optionType = source.readCode(OPTION_TYPES);
            case "strike" -> strike = source.readDecimal();
            case "expiry" -> expiry = source.readDate();
            case "exerciseStyle" -> exerciseStyle = given(source.readCode(EXERCISE_STYLES), exerciseStyle);
            case "maturity" -> maturity = source.readDate();
            case "issuer" -> issuer = source.readText();
            case "issuerKind" -> issuerKind = source.readCode(ISSUER_KINDS);
            case "creditQualityStep" -> creditQualityStep = source.readInteger(0);
            case "rating" -> rating = source.readText();
            case "indexMembership" -> indexMembership = source.readCode(INDEX_MEMBERSHIPS);
            case "attributes" -> attributes = given(source.readAttributes(), attributes);
            default -> throw new IllegalStateException(field);
        }
    }

    private static <T> T given(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** Option terms belong to an option, and an option has all of them. */
    private @Nullable OptionTerms readOption(JsonObject object) {
        if (type == InstrumentType.OPTION) {
            for (String field : OPTION_FIELDS) {
                if (!object.has(field) && !field.equals("exerciseStyle")) {
                    refuse("OPTION_TERMS_MISSING", "An option must have the field '" + field + "'.", field);
                }
            }
            return optionType == null || strike == null || expiry == null
                    ? null
                    : new OptionTerms(optionType, strike, expiry, exerciseStyle);
        }
        for (String field : OPTION_FIELDS) {
            if (type != null && object.has(field)) {
                refuse(
                        "OPTION_TERMS_UNEXPECTED",
                        "Only an OPTION has the field '" + field + "'."
                                + (field.equals("expiry")
                                        ? " The last day of any other instrument is its 'maturity'."
                                        : ""),
                        field);
            }
        }
        return null;
    }

    private void refuse(String code, String message, String field) {
        source.refused(code, message, source.pointer() + "/" + field);
    }
}
