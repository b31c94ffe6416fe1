package org.plimsoll.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;
import org.plimsoll.platform.TestDatabases;

/** What a server answers of decisions whose month has expired. Its month has none, since a server writes no old decisions. */
@QuarkusTest
class ExpiredDecisionTest {
    private static final Period FIVE_YEARS = Period.ofYears(5);
    private static final YearMonth FIRST = YearMonth.of(2020, 1);

    private final DataSource database;
    private final MonthExpiry months;

    ExpiredDecisionTest(DataSource database, MonthExpiry months) {
        this.database = database;
        this.months = months;
    }

    @Test
    void decisionOfAnExpiredMonth_isGone_whateverIsAskedOfIt() throws SQLException {
        YearMonth month = newMonth();
        String id = idOf(month);
        get("auditor", id, "").then().statusCode(404).body("code", is("DECISION_NOT_FOUND"));

        assertThat(months.due(FIVE_YEARS)).contains(month);
        assertThat(months.due(Period.ofYears(50))).doesNotContain(month);
        Instant before = Instant.now().minusSeconds(1);
        assertThat(months.expire(month, FIVE_YEARS).orElseThrow().decisions()).isZero();
        assertThat(months.due(FIVE_YEARS)).doesNotContain(month);

        for (String what : new String[] {"", "/request", "/proof", "/explanation", "/dossier"}) {
            gone(get("auditor", id, what), month);
        }
        gone(get("evaluator", id, ""), month);
        gone(Calls.as("auditor").post("/v1/decisions/" + id + "/replay"), month);
        get("auditor", idOf(month.minusYears(10)), "").then().statusCode(404);

        Response events = Calls.as("auditor").get("/v1/audit/events?limit=200&after=" + last(before));
        assertThat(events.jsonPath().getList("items.findAll { it.action == 'EXPIRE' }.detail", String.class))
                .contains("0 decisions of " + month + ", which are kept for P5Y");
        String hold = Calls.as("admin")
                .contentType("application/json")
                .body("{\"from\":\"" + month.atDay(9) + "T00:00:00Z\",\"to\":\"" + month.atDay(10)
                        + "T00:00:00Z\",\"reason\":\"too late\"}")
                .post("/v1/audit/holds")
                .then()
                .statusCode(200)
                .body("expiredMonths", is(java.util.List.of(month.toString())))
                .extract()
                .path("id");
        Calls.as("admin")
                .contentType("application/json")
                .body("{\"reason\":\"too late\"}")
                .post("/v1/audit/holds/" + hold + "/release")
                .then()
                .statusCode(200);
        assertThat(Calls.as("auditor").post("/v1/audit/verify").jsonPath().getList("findings.code", String.class))
                .isSubsetOf("RULES_CHANGED", "RECORD_CHANGED");
    }

    @Test
    void month_whileAnotherServerIsAtIt_isLeftToThat() throws SQLException {
        YearMonth month = newMonth();
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            TestDatabases.query(other, "SELECT pg_advisory_xact_lock(7746545, 6)");
            assertThat(months.expire(month, FIVE_YEARS)).isEmpty();
            other.rollback();
            other.setAutoCommit(true);
        }
        assertThat(months.due(FIVE_YEARS)).contains(month);
    }

    /** One that has not expired in this database. */
    private YearMonth newMonth() throws SQLException {
        try (Connection connection = database.getConnection()) {
            YearMonth month = FIRST;
            while (!TestDatabases.query(
                            connection,
                            "SELECT count(*) FROM audit_event WHERE once = 'EXPIRE decisions " + month + "'")
                    .equals("0")) {
                month = month.plusMonths(1);
            }
            TestDatabases.query(connection, "SELECT decision_month('" + month.atDay(2) + " 00:00Z')");
            return month;
        }
    }

    private static String idOf(YearMonth month) {
        long millis = month.atDay(7).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return new UUID(millis << 16 | 0x7abc, 0x8000_0000_0000_0123L).toString();
    }

    private long last(Instant before) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Long.parseLong(TestDatabases.query(
                    connection,
                    "SELECT coalesce(max(sequence), 0) FROM audit_event WHERE recorded_at < '" + before + "'"));
        }
    }

    private static Response get(String user, String id, String what) {
        return Calls.as(user).get("/v1/decisions/" + id + what);
    }

    private static void gone(Response response, YearMonth month) {
        response.then()
                .statusCode(410)
                .body("code", is("DECISION_EXPIRED"))
                .body("detail", containsString("Decisions of " + month + " expired on 20"));
    }
}
