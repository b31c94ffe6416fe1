package org.plimsoll.portfolio;

import java.math.BigDecimal;

/**
 * Money the account owes.
 *
 * @param currency ISO 4217 code or asset code
 * @param amount amount owed in that currency, zero or above
 */
public record Loan(String currency, BigDecimal amount) {}
