package org.plimsoll.cases;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Case files for tests. */
final class CaseTexts {
    /** A portfolio of 10 shares at 100 with 400 in cash, and a pledged bond worth 1,000. */
    static final String FIXTURES = """
            fixtures:
              market:
                instruments:
                  - {id: ACME, type: EQUITY, currency: EUR}
                  - {id: BUND, type: BOND, currency: EUR, maturity: 2030-01-02}
                market:
                  asOf: 2026-01-02T09:00:00Z
                  prices:
                    - {instrument: ACME, price: 100}
                    - {instrument: BUND, price: 1}
              margin account:
                evaluatedAt: 2026-01-02T09:00:00Z
                portfolio:
                  id: p-1
                  baseCurrency: EUR
                  account: {id: a-1, type: MARGIN}
                  positions: [{id: shares, instrument: ACME, quantity: 10}]
                  collateral: [{id: bond, instrument: BUND, quantity: 1000}]
                  balances: [{currency: EUR, amount: 400}]
            """;

    private static final int LINES_OF_FIXTURES = (int) FIXTURES.lines().count();

    private CaseTexts() {}

    /** A file of the fixtures and one case that uses both and expects something; the text is indented by four. */
    static CaseFile expecting(String expect) {
        return file("expect:\n" + expect.indent(2));
    }

    /** A file of the fixtures and one case with further fields. */
    static CaseFile file(String fields) {
        return CaseFile.read(
                "cases/test.yaml",
                (FIXTURES + "cases:\n  - name: one\n    uses: [market, margin account]\n" + fields.indent(4))
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Line in {@link #file} of a line of the fields, both counted from one. */
    static int line(int lineOfFields) {
        return LINES_OF_FIXTURES + 3 + lineOfFields;
    }

    /** The only case of a file that must have been read without complaint. */
    static Case only(CaseFile file) {
        if (!file.diagnostics().isEmpty()) {
            throw new AssertionError(file.diagnostics());
        }
        return file.cases().get(0);
    }

    /** Each diagnostic as {@code line: CODE}. */
    static List<String> places(CaseFile file) {
        return file.diagnostics().stream()
                .map(diagnostic -> diagnostic.line() + ": " + diagnostic.code())
                .toList();
    }
}
