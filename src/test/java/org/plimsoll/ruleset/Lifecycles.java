package org.plimsoll.ruleset;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.plimsoll.contract.Calls;

/** Small rule sets, and calls that take them through their life. */
public final class Lifecycles {
    private static final String MANIFEST = """
            name: %1$s
            title: Deposit of %1$s
            package: %2$s
            baseCurrency: EUR
            gates: { casesPass: true, minimumCoverage: 1, approvals: %3$d }
            """;
    private static final String RULES = """
            package %s;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"

            rule "deposit"
            when
                $p : Position()
            then
                insert(new MarginRequirement($p, %s * $p.notional, "a share of the notional"));
            end
            """;
    private static final String CASES = """
            - name: a share of 1,000
              evaluatedAt: 2026-01-02T09:00:00Z
              portfolio:
                id: p
                baseCurrency: EUR
                account: { id: a, type: MARGIN, marginMode: CROSS }
                balances: [ { currency: EUR, amount: "10000" } ]
                positions: [ { id: x, instrument: S, quantity: "10" } ]
              instruments: [ { id: S, type: EQUITY, currency: EUR } ]
              market: { asOf: 2026-01-02T09:00:00Z, prices: [ { instrument: S, price: "100", at: 2026-01-02T09:00:00Z } ] }
              expect:
                pools: { cross: { initialMargin: %s } }
            """;

    private Lifecycles() {}

    /** A name that no other test uses. */
    public static String newName() {
        return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** Files of a rule set that asks for a share of the notional. */
    public static Map<String, String> files(String name, String rate, String expected, int approvals) {
        Map<String, String> files = new TreeMap<>();
        files.put("ruleset.yaml", MANIFEST.formatted(name, name, approvals));
        files.put("deposit.drl", RULES.formatted(name, rate + "B"));
        files.put("cases/deposit.yaml", CASES.formatted(expected));
        return files;
    }

    public static Map<String, String> files(String name, String rate, String expected) {
        return files(name, rate, expected, 1);
    }

    public static String path(String name, int version) {
        return "/v1/rulesets/" + name + "/versions/" + version;
    }

    /** Begins a draft and tells its number. */
    public static int draft(String user, String name, Map<String, String> files) {
        return json(user, Map.of("files", files, "comment", "a deposit"))
                .post("/v1/rulesets/" + name + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("version");
    }

    public static String hash(String name, int version) {
        return Calls.as("auditor")
                .get(path(name, version))
                .then()
                .statusCode(200)
                .extract()
                .path("contentHash");
    }

    public static String state(String name, int version) {
        return Calls.as("auditor").get(path(name, version)).path("state");
    }

    public static io.restassured.specification.RequestSpecification json(String user, Object body) {
        return Calls.as(user).contentType("application/json").body(body);
    }

    public static Response step(String user, String name, int version, String step, Object body) {
        return json(user, body)
                .header("If-Match", "\"" + hash(name, version) + "\"")
                .post(path(name, version) + "/" + step);
    }

    public static void check(String user, String name, int version) {
        Calls.as(user).post(path(name, version) + "/check").then().statusCode(200);
        Calls.as(user).post(path(name, version) + "/test").then().statusCode(200);
    }

    /** From files to an approved version. */
    public static int approved(String name, Map<String, String> files) {
        int version = draft("author", name, files);
        check("author", name, version);
        step("author", name, version, "propose", Map.of("comment", "please"))
                .then()
                .statusCode(200)
                .body("state", equalTo("PROPOSED"));
        step("approver", name, version, "approve", Map.of("comment", "fine"))
                .then()
                .statusCode(200)
                .body("state", equalTo("APPROVED"));
        return version;
    }

    public static Response activate(String name, int version, Map<String, ?> body) {
        Map<String, Object> full = new TreeMap<>(body);
        full.putIfAbsent("reason", "because");
        return json("activator", full).post(path(name, version) + "/activate");
    }

    /** An evaluation of one position of 1,000 euro. */
    public static Response evaluate(String name, Map<String, ?> more) {
        Map<String, Object> request = new TreeMap<>(submission());
        request.put("ruleSet", name);
        request.putAll(more);
        return json("evaluator", request).post("/v1/evaluations");
    }

    /** One position of 1,000 euro. */
    public static Map<String, Object> submission() {
        return Map.of(
                "evaluatedAt",
                "2026-01-02T09:00:00Z",
                "portfolio",
                Map.of(
                        "id",
                        "p",
                        "baseCurrency",
                        "EUR",
                        "account",
                        Map.of("id", "a", "type", "MARGIN", "marginMode", "CROSS"),
                        "balances",
                        List.of(Map.of("currency", "EUR", "amount", "10000")),
                        "positions",
                        List.of(Map.of("id", "x", "instrument", "S", "quantity", "10"))),
                "instruments",
                List.of(Map.of("id", "S", "type", "EQUITY", "currency", "EUR")),
                "market",
                Map.of(
                        "asOf",
                        "2026-01-02T09:00:00Z",
                        "prices",
                        List.of(Map.of("instrument", "S", "price", "100", "at", "2026-01-02T09:00:00Z"))));
    }
}
