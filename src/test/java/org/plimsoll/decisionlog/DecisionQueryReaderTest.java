package org.plimsoll.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.platform.InvalidParameter;

class DecisionQueryReaderTest {
    @Test
    void nothing_asksForEverything_fiftyAPage_theNewestFirst() {
        assertThat(DecisionQueryReader.read(new MultivaluedHashMap<>()))
                .isEqualTo(new DecisionQuery(null, null, DecisionQuery.ClassFilter.ANY, null, null, 50, null, false));
    }

    @Test
    void everyParameter_isRead() {
        String search = "account=a&portfolio=p&ruleSet=r&version=2&rule=the rule&action=MARGIN_CALL&status=NO_ACTION"
                + "&currency=EUR&minAmount=0.50&maxAmount=1000000&from=2026-01-02T10:00:00.001+01:00"
                + "&to=2026-01-02T09:00:01Z&limit=200&order=oldest&after=019b7d5c-1f00-7000-8000-0123456789ab";

        assertThat(DecisionQueryReader.read(DecisionSearchTest.parameters(search)))
                .isEqualTo(new DecisionQuery(
                        "a",
                        "p",
                        new DecisionQuery.ClassFilter(
                                "r",
                                2,
                                "the rule",
                                "MARGIN_CALL",
                                "NO_ACTION",
                                "EUR",
                                new BigDecimal("0.50"),
                                new BigDecimal("1000000")),
                        Instant.parse("2026-01-02T09:00:00.001Z"),
                        Instant.parse("2026-01-02T09:00:01Z"),
                        200,
                        UUID.fromString("019b7d5c-1f00-7000-8000-0123456789ab"),
                        true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acount=a | acount",
                "account=a&account=b | account",
                "account= | account",
                "portfolio=p | portfolio",
                "version=0 | version",
                "version=1.5 | version",
                "action=CALL | action",
                "action=NO_ACTION | action",
                "status=healthy | status",
                "minAmount=-1 | minAmount",
                "minAmount=1e9 | minAmount",
                "maxAmount=.5 | maxAmount",
                "minAmount=2&maxAmount=1 | maxAmount",
                "from=yesterday | from",
                "from=2026-01-02 | from",
                "from=2026-01-02T09:00:00.0001Z | from",
                "to=1969-12-31T23:59:59Z | to",
                "from=2026-01-02T09:00:00Z&to=2026-01-02T09:00:00Z | to",
                "limit=201 | limit",
                "order=random | order",
                "after=17 | after",
                "after=1-1-1-1-1 | after"
            })
    void parameter_thatMeansNothing_isRefusedByName(String search, String parameter) {
        assertThatThrownBy(() -> DecisionQueryReader.read(DecisionSearchTest.parameters(search)))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("'" + parameter + "'");
    }

    @Test
    void status_thatIsUnknown_isRefusedWithAllThatThereAre() {
        assertThatThrownBy(() -> DecisionQueryReader.read(DecisionSearchTest.parameters("status=margin_call")))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageStartingWith("The query parameter 'status' takes one of: NO_ACTION, ")
                .hasMessageContaining("MARGIN_CALL");
    }

    @Test
    void name_ofControlCharacters_isRefused_andNotSentBack() {
        assertThatThrownBy(() -> DecisionQueryReader.read(DecisionSearchTest.parameters("rule=a\0b")))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageContaining("'rule'");
        assertThatThrownBy(() -> DecisionQueryReader.read(DecisionSearchTest.parameters("x\u001by".repeat(99) + "=1")))
                .isInstanceOf(InvalidParameter.class)
                .hasMessageNotContaining("\u001b")
                .hasMessageNotContaining("x?y".repeat(20));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, true",
        "0.99, 0, false",
        "1, 1, true",
        "1.00, 1, true",
        "9.99, 1, false",
        "10, 2, true",
        "1000000.00, 7, true",
        "1000000.01, 7, false",
        "1E+6, 7, true"
    })
    void magnitude_isTheNumberOfDigitsBeforeThePoint(BigDecimal amount, short magnitude, boolean smallest) {
        assertThat(Magnitude.of(amount)).isEqualTo(magnitude);
        assertThat(Magnitude.isSmallest(amount)).isEqualTo(smallest);
    }
}
