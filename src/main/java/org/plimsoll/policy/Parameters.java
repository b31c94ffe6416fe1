package org.plimsoll.policy;

import java.math.BigDecimal;
import java.util.Map;
import org.plimsoll.portfolio.Refusal;

/**
 * The parameters of a rule set as they stand at the evaluation time.
 *
 * @param values value by name
 */
public record Parameters(Map<String, BigDecimal> values) {
    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        values = Map.copyOf(values);
    }

    /**
     * The value of a parameter.
     *
     * @throws Refusal {@code PARAMETER_MISSING} when the manifest has no value for the evaluation time
     */
    public BigDecimal get(String name) {
        BigDecimal value = values.get(name);
        if (value == null) {
            throw new Refusal(
                    "PARAMETER_MISSING", "The rule set has no value of '" + name + "' for the evaluation time.", null);
        }
        return value;
    }
}
