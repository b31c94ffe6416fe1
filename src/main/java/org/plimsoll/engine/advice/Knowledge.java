package org.plimsoll.engine.advice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plimsoll.policy.CollateralKind;

/**
 * What follows from conditions by the meaning of the vocabulary: a government bond is a bond, only an option has a strike, a
 * shortfall of initial margin is equity below initial margin.
 */
final class Knowledge {
    private static final int ROUNDS = 3;
    private static final NumberSet POSITIVE = NumberSet.above(BigDecimal.ZERO);
    private static final NumberSet ZERO = NumberSet.point(BigDecimal.ZERO);
    private static final Set<String> CONTRACTS = Set.of("FUTURE", "PERPETUAL", "OPTION", "FX_FORWARD", "SWAP", "BOND");

    private static final Term KIND = text("Collateral.kind");
    private static final Term ASSET_TYPE = text("Collateral.instrumentType");
    private static final Term ASSET_ISSUER = text("Collateral.issuerKind");
    private static final Term MISMATCH =
            Term.single("Collateral.currencyMismatch", "currencyMismatch", Values.TRUTH, false);
    private static final Term ASSET_CURRENCY = text("Collateral.currency");
    private static final Term BASE_CURRENCY = text("account.baseCurrency");
    private static final Term POSITION_TYPE = text("Position.instrumentType");
    private static final Term SIDE = text("Position.side");
    private static final Term QUANTITY = number("Position.quantity", false);
    private static final Term RATIO = number("pool.marginRatio", true);
    private static final Term LEVERAGE = number("pool.leverage", true);
    private static final Term EQUITY = number("pool.equity", false);
    private static final Term INITIAL = figure("pool", "initialMargin");
    private static final Term MAINTENANCE = figure("pool", "maintenanceMargin");
    private static final Term POSITIONS =
            Term.single("pool.positionCount", "positionCount", Values.of(Figures.of("pool", "positionCount")), true);
    private static final Term ABOVE_INITIAL = difference(EQUITY, INITIAL);
    private static final Term ABOVE_MAINTENANCE = difference(EQUITY, MAINTENANCE);
    private static final Term INITIAL_ABOVE_MAINTENANCE = difference(INITIAL, MAINTENANCE);
    private static final List<Term> OF_OPTIONS =
            List.of(text("Position.optionType"), text("Position.exerciseStyle"), number("Position.strike", true));
    private static final List<Term> WORTH_OF_OPTIONS = List.of(
            figure("Position", "premiumValue"),
            figure("Position", "intrinsicValue"),
            figure("Position", "outOfTheMoneyAmount"));

    private final Optional<String> baseCurrency;

    /** Knowledge of portfolios in a base currency; empty when they may be in any. */
    Knowledge(Optional<String> baseCurrency) {
        this.baseCurrency = baseCurrency;
    }

    /** What holds for every fact of a type. */
    static Box ofFact(String fact) {
        boolean hasPosition = fact.startsWith("Position");
        return hasPosition ? Box.of(POSITIONS, Values.of(POSITIVE)).orElse(Box.ALL) : Box.ALL;
    }

    /** The box with what follows from it; empty when nothing can be so. */
    Optional<Box> closed(Box box) {
        return closed(box, false);
    }

    /** The same for ordinary policies, in which initial margin is at least maintenance margin. */
    Optional<Box> ordinary(Box box) {
        return closed(box, true);
    }

    private Optional<Box> closed(Box box, boolean ordinary) {
        Deduction deduction = new Deduction(box);
        baseCurrency.ifPresent(currency -> deduction.add(BASE_CURRENCY, Values.of(List.of(currency))));
        for (int round = 0; round < ROUNDS && deduction.changed(); round++) {
            collateral(deduction);
            position(deduction);
            pool(deduction, ordinary);
            equalities(deduction);
            if (deduction.isImpossible()) {
                return Optional.empty();
            }
            Optional<Box> narrowed = Differences.narrowed(deduction.box());
            if (narrowed.isEmpty()) {
                return Optional.empty();
            }
            narrowed.get().values().forEach(deduction::add);
        }
        return deduction.isImpossible() ? Optional.empty() : Optional.of(deduction.box());
    }

    private static void collateral(Deduction known) {
        if (known.tests(KIND) || known.tests(ASSET_TYPE) || known.tests(ASSET_ISSUER)) {
            List<String> kinds = new ArrayList<>();
            Values types = new Values(NumberSet.NONE, TextSet.NONE, false);
            Values issuers = new Values(NumberSet.NONE, TextSet.NONE, false);
            for (CollateralKind kind : CollateralKind.values()) {
                Values typesOfKind = Values.of(instrumentTypes(kind));
                Values issuersOfKind = issuers(kind);
                if (known.of(KIND).texts().contains(kind.name())
                        && !known.of(ASSET_TYPE).intersect(typesOfKind).isEmpty()
                        && !known.of(ASSET_ISSUER).intersect(issuersOfKind).isEmpty()) {
                    kinds.add(kind.name());
                    types = types.union(typesOfKind);
                    issuers = issuers.union(issuersOfKind);
                }
            }
            known.add(KIND, Values.of(kinds));
            known.add(ASSET_TYPE, types);
            known.add(ASSET_ISSUER, issuers);
        }
        Values base = known.of(BASE_CURRENCY);
        Values mismatch = known.tests(MISMATCH) ? known.of(MISMATCH) : Values.TRUTH;
        if (mismatch.equals(Values.of(false))) {
            known.add(ASSET_CURRENCY, base);
            known.add(BASE_CURRENCY, known.of(ASSET_CURRENCY));
        } else if (mismatch.equals(Values.of(true)) && isSingle(base)) {
            known.add(ASSET_CURRENCY, base.complement());
        }
        if (known.of(ASSET_CURRENCY).intersect(base).isEmpty()) {
            known.add(MISMATCH, Values.of(true));
        } else if (isSingle(base) && known.of(ASSET_CURRENCY).equals(base)) {
            known.add(MISMATCH, Values.of(false));
        }
    }

    private static List<String> instrumentTypes(CollateralKind kind) {
        return switch (kind) {
            case CASH -> List.of("CASH");
            case GOVERNMENT_BOND, CORPORATE_BOND, SECURITISATION, BANK_BOND, SUPRANATIONAL_BOND -> List.of("BOND");
            case EQUITY -> List.of("EQUITY");
            case ETF -> List.of("ETF");
            case FUND -> List.of("FUND");
            case GOLD, COMMODITY -> List.of("COMMODITY");
            case CRYPTO_ASSET -> List.of("CRYPTO_ASSET");
            case OTHER -> List.copyOf(CONTRACTS);
        };
    }

    private static Values issuers(CollateralKind kind) {
        return switch (kind) {
            case GOVERNMENT_BOND, CORPORATE_BOND, BANK_BOND, SUPRANATIONAL_BOND ->
                Values.of(List.of(kind.name().replace("_BOND", "")));
            case SECURITISATION -> Values.of(List.of(kind.name()));
            case CASH, EQUITY, ETF, FUND, GOLD, COMMODITY, CRYPTO_ASSET, OTHER -> Values.ANYTHING;
        };
    }

    private static void position(Deduction known) {
        Values option = Values.of(List.of("OPTION"));
        boolean saysOption = OF_OPTIONS.stream()
                        .anyMatch(term -> known.tests(term) && !known.of(term).absent())
                || WORTH_OF_OPTIONS.stream()
                        .anyMatch(term ->
                                known.tests(term) && !known.of(term).numbers().contains(BigDecimal.ZERO));
        if (saysOption) {
            known.add(POSITION_TYPE, option);
        }
        if (known.tests(POSITION_TYPE)) {
            if (known.of(POSITION_TYPE).intersect(option).isEmpty()) {
                OF_OPTIONS.stream().filter(known::tests).forEach(term -> known.add(term, Values.ABSENT));
                WORTH_OF_OPTIONS.stream().filter(known::tests).forEach(term -> known.add(term, Values.of(ZERO)));
            } else if (option.containsAll(known.of(POSITION_TYPE))) {
                OF_OPTIONS.stream().filter(known::tests).forEach(term -> known.add(term, Values.PRESENT));
            }
        }
        NumberSet negative = NumberSet.below(BigDecimal.ZERO);
        if (known.tests(SIDE) && known.tests(QUANTITY)) {
            Values shortSide = Values.of(List.of("SHORT"));
            if (shortSide.containsAll(known.of(SIDE))) {
                known.add(QUANTITY, Values.of(negative));
            } else if (known.of(SIDE).intersect(shortSide).isEmpty()) {
                known.add(QUANTITY, Values.of(negative.complement()));
            }
        }
    }

    private static void pool(Deduction known, boolean ordinary) {
        ratio(known);
        if (ordinary && (known.names("pool.initial") || known.names("pool.equity - pool.initial"))) {
            known.add(INITIAL_ABOVE_MAINTENANCE, Values.of(NumberSet.atLeast(BigDecimal.ZERO)));
        }
        if (known.tests(LEVERAGE) && !known.of(LEVERAGE).absent()) {
            known.add(EQUITY, Values.of(POSITIVE));
        }
        shortOrOver(known, "initial", ABOVE_INITIAL);
        shortOrOver(known, "maintenance", ABOVE_MAINTENANCE);
    }

    /** Whether a ratio is below one is whether equity is below maintenance margin, and its sign is that of equity. */
    private static void ratio(Deduction known) {
        if (known.tests(RATIO) && !known.of(RATIO).absent()) {
            NumberSet ratio = known.of(RATIO).numbers();
            known.add(MAINTENANCE, Values.of(POSITIVE));
            for (String comparison : List.of("<", "<=", ">", ">=")) {
                if (NumberSet.comparing(comparison, BigDecimal.ONE).containsAll(ratio)) {
                    known.add(ABOVE_MAINTENANCE, Values.of(NumberSet.comparing(comparison, BigDecimal.ZERO)));
                }
                if (NumberSet.comparing(comparison, BigDecimal.ZERO).containsAll(ratio)) {
                    known.add(EQUITY, Values.of(NumberSet.comparing(comparison, BigDecimal.ZERO)));
                }
            }
        }
        if (known.tests(RATIO) && !known.of(RATIO).absent()) {
            for (String comparison : List.of("<", "<=", ">", ">=")) {
                NumberSet sign = NumberSet.comparing(comparison, BigDecimal.ZERO);
                if (known.tests(EQUITY) && sign.containsAll(known.of(EQUITY).numbers())) {
                    known.add(RATIO, Values.of(sign));
                }
                if (known.tests(ABOVE_MAINTENANCE)
                        && sign.containsAll(known.of(ABOVE_MAINTENANCE).numbers())) {
                    known.add(RATIO, Values.of(NumberSet.comparing(comparison, BigDecimal.ONE)));
                }
            }
        }
    }

    /** A shortfall and a surplus are the two signs of equity less margin. */
    private static void shortOrOver(Deduction known, String kind, Term above) {
        Term shortfall = figure("pool", kind + "Shortfall");
        Term surplus = figure("pool", kind + "Surplus");
        Map<Term, NumberSet> signs =
                Map.of(shortfall, NumberSet.below(BigDecimal.ZERO), surplus, NumberSet.above(BigDecimal.ZERO));
        signs.forEach((term, sign) -> {
            NumberSet numbers = known.of(term).numbers();
            if (known.tests(term) && !numbers.contains(BigDecimal.ZERO)) {
                known.add(above, Values.of(sign));
            } else if (known.tests(term) && ZERO.containsAll(numbers)) {
                known.add(above, Values.of(sign.complement()));
            }
            NumberSet excess = known.of(above).numbers();
            if (known.tests(above) && sign.containsAll(excess)) {
                known.add(term, Values.of(POSITIVE));
            } else if (known.tests(above) && sign.intersect(excess).isEmpty()) {
                known.add(term, Values.of(ZERO));
            }
        });
    }

    /** Two texts that are equal are of the same values. */
    private static void equalities(Deduction known) {
        for (Term term : List.copyOf(known.box().values().keySet())) {
            if (term.isEquality()) {
                Term left = term.parts().get(0);
                Term right = term.parts().get(1);
                if (known.of(term).equals(Values.of(true))) {
                    known.add(left, known.of(right));
                    known.add(right, known.of(left));
                } else if (isSingle(known.of(left))) {
                    known.add(right, known.of(left).complement());
                } else if (isSingle(known.of(right))) {
                    known.add(left, known.of(right).complement());
                }
            }
        }
    }

    private static boolean isSingle(Values values) {
        return values.isListed() && values.texts().texts().size() == 1;
    }

    private static Term text(String id) {
        return Term.single(id, shown(id), Values.ANYTHING, false);
    }

    private static Term number(String id, boolean absent) {
        return Term.single(id, shown(id), new Values(NumberSet.ALL, TextSet.NONE, absent), false);
    }

    private static Term figure(String owner, String field) {
        return Term.single(owner + "." + field, field, Values.of(Figures.of(owner, field)), false);
    }

    private static String shown(String id) {
        return id.substring(id.indexOf('.') + 1);
    }

    private static Term difference(Term left, Term right) {
        return new Term(
                left.id() + " - " + right.id(),
                left.shown() + " - " + right.shown(),
                new Values(NumberSet.ALL, TextSet.NONE, false),
                false,
                List.of(left, right),
                List.of(BigDecimal.ONE, BigDecimal.ONE.negate()));
    }
}
