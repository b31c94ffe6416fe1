package org.plimsoll.security;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;

/** A provider that is not there is not the caller's fault: 503, to be tried again. */
@QuarkusTest
@TestProfile(IdentityProviderUnavailableTest.Absent.class)
class IdentityProviderUnavailableTest {
    /** A provider at an address where nobody listens. */
    public static final class Absent implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.oidc.tenant-enabled", "true",
                    "quarkus.oidc.auth-server-url", "http://127.0.0.1:1/realms/desk",
                    "quarkus.oidc.connection-timeout", "1S");
        }
    }

    @Test
    void token_thatNobodyCanCheck_isAnsweredWith503() {
        Calls.anonymous()
                .header("Authorization", "Bearer x.y.z")
                .get("/v1/status")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", equalTo("IDENTITY_PROVIDER_UNAVAILABLE"))
                .body("traceId", notNullValue());
    }

    @Test
    void demoUser_isStillLetIn_andProbesAnswer() {
        Calls.as("auditor").get("/v1/status").then().statusCode(200);
        Calls.anonymous().get("/q/health/live").then().statusCode(200);
    }
}
