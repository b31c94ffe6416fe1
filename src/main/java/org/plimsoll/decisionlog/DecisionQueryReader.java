package org.plimsoll.decisionlog;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.Decision;
import org.plimsoll.platform.InvalidParameter;
import org.plimsoll.platform.QueryNumbers;
import org.plimsoll.policy.ActionType;
import org.plimsoll.wire.TimeText;

/** Reads a search from query parameters. What is unknown, repeated or malformed is refused by name. */
final class DecisionQueryReader {
    private static final SortedSet<String> PARAMETERS = new TreeSet<>(List.of(
            "account",
            "portfolio",
            "ruleSet",
            "version",
            "rule",
            "action",
            "status",
            "currency",
            "minAmount",
            "maxAmount",
            "from",
            "to",
            "limit",
            "after",
            "order"));

    private static final List<String> ACTIONS =
            Arrays.stream(ActionType.values()).map(Enum::name).toList();
    private static final List<String> STATUSES =
            Stream.concat(Stream.of(Decision.NO_ACTION), ACTIONS.stream()).toList();
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,30}(\\.[0-9]{1,18})?");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,128}");
    private static final int NANOS_OF_A_MILLI = 1_000_000;

    private final MultivaluedMap<String, String> parameters;

    private DecisionQueryReader(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * The query that parameters stand for.
     *
     * @throws InvalidParameter when one is unknown, repeated or malformed, or does not go with another
     */
    static DecisionQuery read(MultivaluedMap<String, String> parameters) {
        for (Map.Entry<String, List<String>> each : parameters.entrySet()) {
            if (!PARAMETERS.contains(each.getKey())) {
                throw InvalidParameter.unknown(each.getKey(), PARAMETERS);
            }
            if (each.getValue().size() > 1) {
                throw invalid(each.getKey(), "is given more than once.");
            }
        }
        return new DecisionQueryReader(parameters).query();
    }

    private DecisionQuery query() {
        DecisionQuery.ClassFilter ofClass = ofClass();
        String account = name("account");
        String portfolio = name("portfolio");
        if (portfolio != null && account == null) {
            throw invalid("portfolio", "takes a portfolio of an account: give 'account', too.");
        }
        Instant from = time("from");
        Instant to = time("to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw invalid("to", "takes a time after 'from'.");
        }
        String after = parameters.getFirst("after");
        if (after != null && !UUID_TEXT.matcher(after).matches()) {
            throw invalid("after", "takes the 'next' of a page.");
        }
        return new DecisionQuery(
                account,
                portfolio,
                ofClass,
                from,
                to,
                QueryNumbers.limit(parameters.getFirst("limit")),
                after == null ? null : UUID.fromString(after),
                "oldest".equals(oneOf("order", List.of("newest", "oldest"))));
    }

    private DecisionQuery.ClassFilter ofClass() {
        String version = parameters.getFirst("version");
        BigDecimal minAmount = amount("minAmount");
        BigDecimal maxAmount = amount("maxAmount");
        if (minAmount != null && maxAmount != null && minAmount.compareTo(maxAmount) > 0) {
            throw invalid("maxAmount", "takes an amount that is not below 'minAmount'.");
        }
        return new DecisionQuery.ClassFilter(
                name("ruleSet"),
                version == null ? null : QueryNumbers.parse("version", version, Integer.MAX_VALUE),
                name("rule"),
                oneOf("action", ACTIONS),
                oneOf("status", STATUSES),
                name("currency"),
                minAmount,
                maxAmount);
    }

    private @Nullable String name(String parameter) {
        String value = parameters.getFirst(parameter);
        if (value != null && !NAME.matcher(value).matches()) {
            throw invalid(parameter, "takes 1 to 128 printable characters.");
        }
        return value;
    }

    private @Nullable String oneOf(String parameter, List<String> values) {
        String value = parameters.getFirst(parameter);
        if (value != null && !values.contains(value)) {
            throw invalid(parameter, "takes one of: " + String.join(", ", values) + ".");
        }
        return value;
    }

    private @Nullable BigDecimal amount(String parameter) {
        String value = parameters.getFirst(parameter);
        if (value == null) {
            return null;
        }
        if (!AMOUNT.matcher(value).matches()) {
            throw invalid(parameter, "takes an amount such as 250000 or 0.50, not negative.");
        }
        return new BigDecimal(value);
    }

    private @Nullable Instant time(String parameter) {
        String value = parameters.getFirst(parameter);
        if (value == null) {
            return null;
        }
        Instant time = TimeText.instant(value);
        if (time == null || time.getNano() % NANOS_OF_A_MILLI != 0 || time.isBefore(Instant.EPOCH)) {
            throw invalid(
                    parameter, "takes a time such as 2026-01-02T09:00:00.000Z, to the millisecond, from 1970 on.");
        }
        return time;
    }

    private static InvalidParameter invalid(String parameter, String what) {
        return new InvalidParameter("The query parameter '" + parameter + "' " + what);
    }
}
