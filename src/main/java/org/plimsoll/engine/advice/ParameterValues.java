package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.gate.Node;

/**
 * The values of the manifest's parameters.
 *
 * @param parameters the parameters
 */
record ParameterValues(List<Manifest.Parameter> parameters) {
    ParameterValues {
        parameters = List.copyOf(parameters);
    }

    /** The value of {@code parameter("name")} when it has only ever one. */
    Optional<BigDecimal> constant(Node.Call call) {
        if (!call.name().equals("parameter") || call.arguments().size() != 1) {
            return Optional.empty();
        }
        return read(call).stream()
                .filter(parameter -> parameter.values().size() == 1)
                .map(parameter -> parameter.values().firstEntry().getValue())
                .findFirst();
    }

    /** From the smallest to the largest that the call can give. */
    NumberSet range(Node.Call call) {
        List<BigDecimal> values = read(call).stream()
                .map(Manifest.Parameter::values)
                .map(NavigableMap::values)
                .flatMap(Collection::stream)
                .sorted()
                .toList();
        return values.isEmpty() ? NumberSet.ALL : NumberSet.between(values.get(0), values.get(values.size() - 1));
    }

    /** The parameters that a call of {@code parameter}, {@code parameterInBaseCurrency} and the like can read. */
    List<Manifest.Parameter> read(Node.Call call) {
        Node argument =
                call.arguments().isEmpty() ? call : Node.bare(call.arguments().get(0));
        if (argument instanceof Node.Text text) {
            boolean isOfSeveral = !call.name().equals("parameter");
            return parameters.stream()
                    .filter(parameter -> isOfSeveral
                            ? parameter.name().startsWith(text.value() + ".")
                            : parameter.name().equals(text.value()))
                    .toList();
        } else if (argument instanceof Node.Binary sum && Node.bare(sum.left()) instanceof Node.Text prefix) {
            return parameters.stream()
                    .filter(parameter -> parameter.name().startsWith(prefix.value()))
                    .toList();
        }
        return parameters;
    }
}
