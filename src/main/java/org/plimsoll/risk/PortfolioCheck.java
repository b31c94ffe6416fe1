package org.plimsoll.risk;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.MarginPool;
import org.plimsoll.portfolio.CashBalance;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.InstrumentType;
import org.plimsoll.portfolio.Loan;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.OptionTerms;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Portfolio;

/** Finds what is wrong with a portfolio, given its instruments and market data. */
final class PortfolioCheck {
    static final String POSITIONS = "/portfolio/positions";
    static final String COLLATERAL = "/portfolio/collateral";
    private static final String BALANCES = "/portfolio/balances";
    private static final String LOANS = "/portfolio/loans";
    private static final String ACCOUNT = "/portfolio/account";

    private final Portfolio portfolio;
    private final ReferenceData referenceData;
    private final CurrencyConverter converter;
    private final Problems problems;
    private final Problems heldInstrumentProblems = new Problems();
    private final Plausibility plausibility;
    private final Set<String> currenciesReported = new HashSet<>();
    private final BitSet heldInstruments = new BitSet();
    private final Set<String> underlyingsReported = new HashSet<>();

    PortfolioCheck(Portfolio portfolio, ReferenceData referenceData, Problems problems) {
        this.portfolio = portfolio;
        this.referenceData = referenceData;
        this.converter = referenceData.converterTo(portfolio.baseCurrency());
        this.problems = problems;
        this.plausibility = new Plausibility(problems);
    }

    void run() {
        checkHead();
        checkPositions();
        checkCollateral();
        checkCash();
        problems.addAll(heldInstrumentProblems);
    }

    private void checkHead() {
        plausibility.name(portfolio.id(), "/portfolio/id");
        plausibility.name(portfolio.account().id(), ACCOUNT + "/id");
        if (portfolio.account().tier() != null) {
            plausibility.name(portfolio.account().tier(), ACCOUNT + "/tier");
        }
        plausibility.attributes(portfolio.account().attributes(), ACCOUNT);
        plausibility.name(portfolio.baseCurrency(), "/portfolio/baseCurrency");
    }

    private void checkPositions() {
        List<OpenPosition> positions = portfolio.positions();
        Set<String> ids = new HashSet<>(positions.size() * 2);
        Set<String> isolatedGroups = new HashSet<>();
        for (int i = 0; i < positions.size() && !problems.isFull(); i++) {
            OpenPosition position = positions.get(i);
            plausibility.name(position.id(), POSITIONS, i, "id");
            plausibility.number(position.quantity(), POSITIONS, i, "quantity");
            plausibility.number(position.entryPrice(), POSITIONS, i, "entryPrice");
            plausibility.number(position.isolatedMargin(), POSITIONS, i, "isolatedMargin");
            plausibility.attributes(position.attributes(), POSITIONS, i);
            if (!ids.add(position.id())) {
                add(
                        SubmissionCode.POSITION_DUPLICATE,
                        "Another position has the id " + Problems.quote(position.id()) + "; give each its own.",
                        POSITIONS,
                        i,
                        "id");
            }
            if (position.quantity().signum() == 0) {
                add(
                        SubmissionCode.POSITION_QUANTITY_ZERO,
                        "A position has a quantity above zero (long) or below zero (short); leave closed ones out.",
                        POSITIONS,
                        i,
                        "quantity");
            }
            checkMarginMode(position, i);
            Instrument instrument = referenceData.instrument(position.instrument());
            if (instrument == null) {
                reportUnknownInstrument(position.instrument(), POSITIONS, i);
                continue;
            }
            checkHeld(instrument);
            checkEntryPrice(position, instrument, i);
            checkGroupName(position, instrument, isolatedGroups, i);
            if (referenceData.unitPrice(instrument.id()) == null) {
                add(
                        SubmissionCode.PRICE_MISSING,
                        "There is no price of " + Problems.quote(instrument.id()) + "; send one under market.prices.",
                        POSITIONS,
                        i,
                        "instrument");
            }
        }
    }

    private void checkMarginMode(OpenPosition position, int index) {
        MarginMode own = position.marginMode();
        MarginMode mode = own == null ? portfolio.account().marginMode() : own;
        if (mode == MarginMode.CROSS) {
            if (position.isolatedMargin() != null) {
                add(
                        SubmissionCode.ISOLATED_MARGIN_UNEXPECTED,
                        "A cross-margined position has no margin of its own; leave isolatedMargin out, or set the"
                                + " position's marginMode to ISOLATED.",
                        POSITIONS,
                        index,
                        "isolatedMargin");
            }
            return;
        }
        if (position.isolatedMargin() == null) {
            add(
                    SubmissionCode.ISOLATED_MARGIN_MISSING,
                    "An isolated position needs isolatedMargin, the cash set aside for it; zero is an answer. Set the"
                            + " position's marginMode to CROSS if it is not isolated.",
                    POSITIONS,
                    index,
                    "isolatedMargin");
        } else if (position.isolatedMargin().signum() < 0) {
            add(
                    SubmissionCode.ISOLATED_MARGIN_NEGATIVE,
                    "The margin of an isolated position is zero or above.",
                    POSITIONS,
                    index,
                    "isolatedMargin");
        }
    }

    private void checkEntryPrice(OpenPosition position, Instrument instrument, int index) {
        if (position.entryPrice() == null) {
            if (Valuation.needsEntryPrice(instrument.type())) {
                add(
                        SubmissionCode.ENTRY_PRICE_MISSING,
                        "A position in a " + instrument.type() + " needs an entryPrice: its profit or loss counts"
                                + " towards equity. For a contract settled daily send the last settlement price.",
                        POSITIONS,
                        index,
                        "entryPrice");
            }
            return;
        }
        if (position.entryPrice().signum() < 0 && !Valuation.canBeBelowZero(instrument.type())) {
            add(
                    SubmissionCode.ENTRY_PRICE_NEGATIVE,
                    "The entry price of a " + instrument.type() + " is zero or above; the sign of the quantity says"
                            + " whether the position is long or short.",
                    POSITIONS,
                    index,
                    "entryPrice");
        }
    }

    /** An id with a slash can make two isolated positions share the name of a group, which is pool/underlying. */
    private void checkGroupName(OpenPosition position, Instrument instrument, Set<String> isolatedGroups, int index) {
        MarginMode own = position.marginMode();
        boolean isolated = (own == null ? portfolio.account().marginMode() : own) == MarginMode.ISOLATED;
        if (!isolated) {
            return;
        }
        String underlying = instrument.underlying() == null ? instrument.id() : instrument.underlying();
        boolean canCollide = position.id().indexOf('/') >= 0 || underlying.indexOf('/') >= 0;
        if (canCollide && !isolatedGroups.add(MarginPool.isolated(position.id()) + "/" + underlying)) {
            add(
                    SubmissionCode.POSITION_AMBIGUOUS,
                    "The id " + Problems.quote(position.id()) + " followed by / and the underlying "
                            + Problems.quote(underlying) + " also names another isolated position's group; choose an id"
                            + " without a slash.",
                    POSITIONS,
                    index,
                    "id");
        }
    }

    private void checkCollateral() {
        List<PledgedAsset> collateral = portfolio.collateral();
        Set<String> ids = new HashSet<>(collateral.size() * 2);
        for (int i = 0; i < collateral.size() && !problems.isFull(); i++) {
            PledgedAsset asset = collateral.get(i);
            plausibility.name(asset.id(), COLLATERAL, i, "id");
            plausibility.number(asset.quantity(), COLLATERAL, i, "quantity");
            plausibility.attributes(asset.attributes(), COLLATERAL, i);
            if (!ids.add(asset.id())) {
                add(
                        SubmissionCode.COLLATERAL_DUPLICATE,
                        "Another pledged asset has the id " + Problems.quote(asset.id()) + "; give each its own.",
                        COLLATERAL,
                        i,
                        "id");
            }
            if (asset.quantity().signum() < 0) {
                add(
                        SubmissionCode.COLLATERAL_QUANTITY_NEGATIVE,
                        "A pledged quantity is zero or above; send what is owed as a loan or a short position.",
                        COLLATERAL,
                        i,
                        "quantity");
            }
            Instrument instrument = referenceData.instrument(asset.instrument());
            if (instrument == null) {
                reportUnknownInstrument(asset.instrument(), COLLATERAL, i);
                continue;
            }
            if (!Valuation.isAsset(instrument.type())) {
                add(
                        SubmissionCode.COLLATERAL_NOT_AN_ASSET,
                        "A " + instrument.type() + " is a contract and cannot be pledged; send it as a position.",
                        COLLATERAL,
                        i,
                        "instrument");
            }
            checkHeld(instrument);
        }
    }

    private void checkCash() {
        List<CashBalance> balances = portfolio.balances();
        for (int i = 0; i < balances.size() && !problems.isFull(); i++) {
            CashBalance balance = balances.get(i);
            plausibility.name(balance.currency(), BALANCES, i, "currency");
            plausibility.number(balance.amount(), BALANCES, i, "amount");
            checkCurrency(problems, balance.currency(), BALANCES, i);
        }
        List<Loan> loans = portfolio.loans();
        for (int i = 0; i < loans.size() && !problems.isFull(); i++) {
            Loan loan = loans.get(i);
            plausibility.name(loan.currency(), LOANS, i, "currency");
            plausibility.number(loan.amount(), LOANS, i, "amount");
            if (loan.amount().signum() < 0) {
                add(
                        SubmissionCode.LOAN_NEGATIVE,
                        "The amount of a loan is what is owed, zero or above; send money lent out as a balance.",
                        LOANS,
                        i,
                        "amount");
            }
            checkCurrency(problems, loan.currency(), LOANS, i);
        }
    }

    /** What must hold of an instrument once it is held or pledged; reported once for an instrument. */
    private void checkHeld(Instrument instrument) {
        int index = referenceData.instrumentIndexOf(instrument.id());
        if (heldInstruments.get(index)) {
            return;
        }
        heldInstruments.set(index);
        checkCurrency(heldInstrumentProblems, instrument.currency(), ReferenceDataCheck.INSTRUMENTS, index);
        checkAlive(instrument, index);
        if (instrument.type() == InstrumentType.OPTION && instrument.underlying() != null) {
            checkUnderlying(instrument.underlying(), index);
        }
    }

    private void checkAlive(Instrument instrument, int index) {
        LocalDate today = referenceData.evaluationDate();
        OptionTerms option = instrument.option();
        if (option != null && option.expiry().isBefore(today)) {
            heldInstrumentProblems.add(
                    SubmissionCode.OPTION_EXPIRED,
                    "The option " + Problems.quote(instrument.id()) + " expired on " + option.expiry()
                            + ", before the evaluation date " + today
                            + "; leave it out, or send an earlier evaluatedAt.",
                    Problems.at(ReferenceDataCheck.INSTRUMENTS, index, "expiry"));
        }
        LocalDate maturity = instrument.maturity();
        if (maturity != null && maturity.isBefore(today)) {
            heldInstrumentProblems.add(
                    SubmissionCode.INSTRUMENT_MATURED,
                    "The instrument " + Problems.quote(instrument.id()) + " matured on " + maturity
                            + ", before the evaluation date " + today
                            + "; leave it out, or send an earlier evaluatedAt.",
                    Problems.at(ReferenceDataCheck.INSTRUMENTS, index, "maturity"));
        }
    }

    private void checkUnderlying(String underlying, int index) {
        @Nullable Instrument instrument = referenceData.instrument(underlying);
        if (instrument != null && !converter.knows(instrument.currency())) {
            checkCurrency(
                    heldInstrumentProblems,
                    instrument.currency(),
                    ReferenceDataCheck.INSTRUMENTS,
                    referenceData.instrumentIndexOf(underlying));
        }
        if (referenceData.unitPrice(underlying) == null && underlyingsReported.add(underlying)) {
            heldInstrumentProblems.add(
                    SubmissionCode.UNDERLYING_PRICE_MISSING,
                    "There is no price of the underlying " + Problems.quote(underlying)
                            + "; send one under market.prices.",
                    Problems.at(ReferenceDataCheck.INSTRUMENTS, index, "underlying"));
        }
    }

    private void checkCurrency(Problems into, String currency, String list, int index) {
        if (!converter.knows(currency) && currenciesReported.add(currency)) {
            into.add(
                    SubmissionCode.FX_RATE_MISSING,
                    CurrencyConverter.missing(currency, portfolio.baseCurrency()),
                    Problems.at(list, index, "currency"));
        }
    }

    private void reportUnknownInstrument(String id, String list, int index) {
        add(SubmissionCode.INSTRUMENT_UNKNOWN, SubmissionCheck.unknownInstrument(id), list, index, "instrument");
    }

    private void add(SubmissionCode code, String message, String list, int index, String field) {
        problems.add(code, message, Problems.at(list, index, field));
    }
}
