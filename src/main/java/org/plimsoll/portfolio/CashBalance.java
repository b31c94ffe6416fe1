package org.plimsoll.portfolio;

import java.math.BigDecimal;

/**
 * Cash in the account.
 *
 * @param currency ISO 4217 code or asset code
 * @param amount signed amount in that currency; negative is a debit
 */
public record CashBalance(String currency, BigDecimal amount) {}
