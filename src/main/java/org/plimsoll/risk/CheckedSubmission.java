package org.plimsoll.risk;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Instrument;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.Portfolio;
import org.plimsoll.portfolio.Refusal;

/** A portfolio with the instruments and market data it is evaluated on, found to be in order by {@link SubmissionCheck}. */
public final class CheckedSubmission {
    private final Portfolio portfolio;
    private final ReferenceData referenceData;

    CheckedSubmission(Portfolio portfolio, ReferenceData referenceData) {
        this.portfolio = Objects.requireNonNull(portfolio);
        this.referenceData = Objects.requireNonNull(referenceData);
    }

    /** The portfolio. */
    public Portfolio portfolio() {
        return portfolio;
    }

    /** Instruments, market data and evaluation time. */
    public ReferenceData referenceData() {
        return referenceData;
    }

    /** A converter to the portfolio's base currency. */
    public CurrencyConverter converter() {
        return referenceData.converterTo(portfolio.baseCurrency());
    }

    /**
     * The same instruments and market data with a portfolio that was derived from this one, such as the portfolio as it
     * would be after an action. It is not checked again: its ids must be unique and its quantities of the right sign. An
     * instrument, price or rate that it needs and that is not there is refused when facts are computed. A position may
     * have a quantity of zero.
     */
    public CheckedSubmission withPortfolio(Portfolio projected) {
        return new CheckedSubmission(projected, referenceData);
    }

    /** The margin mode of a position: its own, or else the account's. */
    public MarginMode marginModeOf(OpenPosition position) {
        MarginMode own = position.marginMode();
        return own == null ? portfolio.account().marginMode() : own;
    }

    Instrument instrument(String id, String list, int index) {
        @Nullable Instrument instrument = referenceData.instrument(id);
        if (instrument == null) {
            throw new Refusal(
                    SubmissionCode.INSTRUMENT_UNKNOWN.name(),
                    SubmissionCheck.unknownInstrument(id),
                    Problems.at(list, index, "instrument"));
        }
        return instrument;
    }

    List<OpenPosition> positions() {
        return portfolio.positions();
    }
}
