package org.plimsoll.engine.advice;

import java.util.Set;

/**
 * Whose a figure is. The same thing can be read from several facts, such as a pool's equity from its own health and from
 * that of its positions; conditions on it must be recognised as conditions on the same thing.
 *
 * @param name {@code account}, {@code pool}, {@code group}, {@code Strategy}, {@code Position} or {@code
 *     Collateral}
 * @param field its name there
 */
record Owner(String name, String field) {
    private static final Set<String> OF_ACCOUNT = Set.of(
            "evaluatedAt",
            "baseCurrency",
            "accountType",
            "accountTier",
            "accountAttributes",
            "accountNumber",
            "accountAmount",
            "parameter",
            "parameterByAccount",
            "parameterInBaseCurrency",
            "priorTo",
            "since");

    static Owner of(String fact, String field) {
        if (OF_ACCOUNT.contains(field)) {
            return new Owner("account", field);
        }
        if (field.equals("sumOf")) {
            return new Owner("pool", field);
        }
        return switch (fact) {
            case "Position", "PositionHealth" -> ofPosition(field);
            case "Collateral", "CollateralHealth" -> ofPart("Collateral", field);
            case "Strategy" -> field.equals("pool") ? new Owner("pool", "id") : new Owner("Strategy", field);
            case "PositionGroup" -> field.equals("pool") ? new Owner("pool", "id") : new Owner("group", field);
            default -> new Owner("pool", field.equals("pool") ? "id" : field);
        };
    }

    private static Owner ofPosition(String field) {
        return switch (field) {
            case "marginMode" -> new Owner("pool", field);
            case "underlying" -> new Owner("group", field);
            default -> ofPart("Position", field);
        };
    }

    private static Owner ofPart(String part, String field) {
        if (field.equals("pool")) {
            return new Owner("pool", "id");
        } else if (field.startsWith("pool")) {
            return new Owner("pool", decapitalized(field, "pool"));
        } else if (field.startsWith("group")) {
            return new Owner("group", decapitalized(field, "group"));
        }
        return new Owner(part, field);
    }

    private static String decapitalized(String field, String prefix) {
        String rest = field.substring(prefix.length());
        return Character.toLowerCase(rest.charAt(0)) + rest.substring(1);
    }

    String id() {
        return name + "." + field;
    }
}
