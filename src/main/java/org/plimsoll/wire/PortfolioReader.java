package org.plimsoll.wire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plimsoll.portfolio.Account;
import org.plimsoll.portfolio.AccountType;
import org.plimsoll.portfolio.CashBalance;
import org.plimsoll.portfolio.Loan;
import org.plimsoll.portfolio.MarginMode;
import org.plimsoll.portfolio.OpenPosition;
import org.plimsoll.portfolio.PledgedAsset;
import org.plimsoll.portfolio.Portfolio;

/** A portfolio with its account, positions, collateral, balances and loans. */
final class PortfolioReader {
    static final Fields FIELDS =
            Fields.required("id", "baseCurrency", "account").optional("positions", "collateral", "balances", "loans");
    static final Fields ACCOUNT_FIELDS = Fields.required("id", "type").optional("marginMode", "tier", "attributes");
    static final Fields POSITION_FIELDS = Fields.required("id", "instrument", "quantity")
            .optional("entryPrice", "marginMode", "isolatedMargin", "attributes");
    static final Fields ASSET_FIELDS =
            Fields.required("id", "instrument", "quantity").optional("attributes");
    static final Fields MONEY_FIELDS = Fields.required("currency", "amount");
    private static final Codes<AccountType> ACCOUNT_TYPES = Codes.of(AccountType.class);
    private static final Codes<MarginMode> MARGIN_MODES = Codes.of(MarginMode.class);

    private final JsonSource source;

    PortfolioReader(JsonSource source) {
        this.source = source;
    }

    /** The portfolio the source stands at; null, and noted, when it is none. */
    @Nullable
    Portfolio read() {
        JsonObject object = JsonObject.open(source, FIELDS);
        if (object == null) {
            return null;
        }
        RequestLimits limits = source.limits();
        String id = null;
        Account account = null;
        String baseCurrency = null;
        List<OpenPosition> positions = List.of();
        List<PledgedAsset> collateral = List.of();
        List<CashBalance> balances = List.of();
        List<Loan> loans = List.of();
        while (object.next()) {
            switch (object.field()) {
                case "id" -> id = source.readText();
                case "account" -> account = readAccount();
                case "baseCurrency" -> baseCurrency = source.readText();
                case "positions" -> positions = source.readList(limits.positions(), this::readPosition);
                case "collateral" -> collateral = source.readList(limits.collateral(), this::readAsset);
                case "balances" -> balances = source.readList(limits.balances(), this::readBalance);
                case "loans" -> loans = source.readList(limits.loans(), this::readLoan);
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        return id == null || account == null || baseCurrency == null
                ? null
                : new Portfolio(id, account, baseCurrency, positions, collateral, balances, loans);
    }

    private @Nullable Account readAccount() {
        JsonObject object = JsonObject.open(source, ACCOUNT_FIELDS);
        if (object == null) {
            return null;
        }
        String id = null;
        AccountType type = null;
        MarginMode marginMode = null;
        String tier = null;
        Map<String, String> attributes = null;
        while (object.next()) {
            switch (object.field()) {
                case "id" -> id = source.readText();
                case "type" -> type = source.readCode(ACCOUNT_TYPES);
                case "marginMode" -> marginMode = source.readCode(MARGIN_MODES);
                case "tier" -> tier = source.readText();
                case "attributes" -> attributes = source.readAttributes();
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        return id == null || type == null
                ? null
                : new Account(
                        id,
                        type,
                        marginMode == null ? MarginMode.CROSS : marginMode,
                        tier,
                        attributes == null ? Map.of() : attributes);
    }

    private @Nullable OpenPosition readPosition() {
        JsonObject object = JsonObject.open(source, POSITION_FIELDS);
        if (object == null) {
            return null;
        }
        String id = null;
        String instrument = null;
        BigDecimal quantity = null;
        BigDecimal entryPrice = null;
        MarginMode marginMode = null;
        BigDecimal isolatedMargin = null;
        Map<String, String> attributes = null;
        while (object.next()) {
            switch (object.field()) {
                case "id" -> id = source.readText();
                case "instrument" -> instrument = source.readText();
                case "quantity" -> quantity = source.readDecimal();
                case "entryPrice" -> entryPrice = source.readDecimal();
                case "marginMode" -> marginMode = source.readCode(MARGIN_MODES);
                case "isolatedMargin" -> isolatedMargin = source.readDecimal();
                case "attributes" -> attributes = source.readAttributes();
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        return id == null || instrument == null || quantity == null
                ? null
                : new OpenPosition(
                        id,
                        instrument,
                        quantity,
                        entryPrice,
                        marginMode,
                        isolatedMargin,
                        attributes == null ? Map.of() : attributes);
    }

    private @Nullable PledgedAsset readAsset() {
        JsonObject object = JsonObject.open(source, ASSET_FIELDS);
        if (object == null) {
            return null;
        }
        String id = null;
        String instrument = null;
        BigDecimal quantity = null;
        Map<String, String> attributes = null;
        while (object.next()) {
            switch (object.field()) {
                case "id" -> id = source.readText();
                case "instrument" -> instrument = source.readText();
                case "quantity" -> quantity = source.readDecimal();
                case "attributes" -> attributes = source.readAttributes();
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        return id == null || instrument == null || quantity == null
                ? null
                : new PledgedAsset(id, instrument, quantity, attributes == null ? Map.of() : attributes);
    }

    private @Nullable CashBalance readBalance() {
        Loan money = readLoan();
        return money == null ? null : new CashBalance(money.currency(), money.amount());
    }

    private @Nullable Loan readLoan() {
        JsonObject object = JsonObject.open(source, MONEY_FIELDS);
        if (object == null) {
            return null;
        }
        String currency = null;
        BigDecimal amount = null;
        while (object.next()) {
            switch (object.field()) {
                case "currency" -> currency = source.readText();
                case "amount" -> amount = source.readDecimal();
                default -> throw new IllegalStateException(object.field());
            }
        }
        object.requireFields();
        return currency == null || amount == null ? null : new Loan(currency, amount);
    }
}
