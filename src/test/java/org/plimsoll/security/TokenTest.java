package org.plimsoll.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plimsoll.contract.Calls;

/** Tokens of an OpenID provider: their roles count, and only if they are genuine and meant for this server. */
@QuarkusTest
@TestProfile(TokenTest.Tokens.class)
class TokenTest {
    private static final String ISSUER = "https://login.example.com/realms/desk";
    private static final String AUDIENCE = "plimsoll";
    private static final String PUBLIC_KEY = "org.plimsoll.test.token-key.public";
    private static final String PRIVATE_KEY = "org.plimsoll.test.token-key.private";

    /** The provider's key is given, so that no provider need be there. */
    public static final class Tokens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.oidc.tenant-enabled",
                    "true",
                    "quarkus.oidc.public-key",
                    publicKey(),
                    "quarkus.oidc.token.issuer",
                    ISSUER,
                    "quarkus.oidc.token.audience",
                    AUDIENCE,
                    "plimsoll.security.demo-users",
                    "false");
        }
    }

    @Test
    void evaluator_byToken_evaluates_andIsRecordedByName() throws IOException {
        String token =
                token("margin-engine", Set.of("evaluator"), Instant.now().plusSeconds(60), AUDIENCE, providersKey());
        Response answer = evaluate(token);

        assertThat(answer.statusCode()).isEqualTo(200);
        String auditor = token("ann", Set.of("auditor"), Instant.now().plusSeconds(60), AUDIENCE, providersKey());
        Calls.anonymous()
                .header("Authorization", "Bearer " + auditor)
                .get("/v1/decisions/" + answer.path("decisionId"))
                .then()
                .statusCode(200)
                .body("caller.name", equalTo("margin-engine"))
                .body("caller.roles", hasItem("evaluator"));
    }

    @Test
    void caller_whoseTokenHasAnotherRole_isForbidden() throws IOException {
        assertThat(evaluate(token("ann", Set.of("auditor"), Instant.now().plusSeconds(60), AUDIENCE, providersKey()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(evaluate(token("ann", Set.of(), Instant.now().plusSeconds(60), AUDIENCE, providersKey()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void caller_withoutAnyRole_readsStatusAndRuleSets_andNothingElse() {
        String token = token("ann", Set.of("staff"), Instant.now().plusSeconds(60), AUDIENCE, providersKey());

        assertThat(get(token, "/v1/status")).isEqualTo(200);
        assertThat(get(token, "/v1/rulesets")).isEqualTo(200);
        assertThat(get(token, "/v1/decisions/00000000-0000-7000-8000-000000000000"))
                .isEqualTo(403);
    }

    private static int get(String token, String path) {
        return Calls.anonymous()
                .header("Authorization", "Bearer " + token)
                .get(path)
                .statusCode();
    }

    @Test
    void token_thatIsOldForgedOrMeantForAnother_isNone() throws IOException {
        Instant later = Instant.now().plusSeconds(60);
        Set<String> roles = Set.of("evaluator");

        assertUnauthenticated(token("ann", roles, Instant.now().minusSeconds(60), AUDIENCE, providersKey()));
        assertUnauthenticated(token("ann", roles, later, AUDIENCE, keys().getPrivate()));
        assertUnauthenticated(token("ann", roles, later, "another", providersKey()));
        assertUnauthenticated(
                token("https://login.example.com/realms/other", "ann", roles, later, AUDIENCE, providersKey()));
        String genuine = token("ann", roles, later, AUDIENCE, providersKey());
        assertUnauthenticated(genuine.substring(0, genuine.lastIndexOf('.') + 1));
        assertUnauthenticated("eyJhbGciOiJub25lIn0" + genuine.substring(genuine.indexOf('.')));
        assertUnauthenticated("x.y.z");
    }

    @Test
    void demoUsers_withTokens_areNoUsers() {
        assertThat(Calls.as("admin").get("/v1/status").statusCode()).isEqualTo(401);
    }

    private static void assertUnauthenticated(String token) throws IOException {
        Response response = evaluate(token);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.<String>path("code")).isEqualTo("UNAUTHENTICATED");
        assertThat(response.header("WWW-Authenticate")).contains("Bearer");
    }

    private static Response evaluate(String token) throws IOException {
        return Calls.anonymous()
                .header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(Files.readString(Path.of("examples/margin-call.json")).getBytes(StandardCharsets.UTF_8))
                .post("/v1/evaluations");
    }

    /** A good token for a minute. */
    static String token(String name, Set<String> groups) {
        return token(name, groups, Instant.now().plusSeconds(60), AUDIENCE, providersKey());
    }

    private static String token(String name, Set<String> roles, Instant expiry, String audience, PrivateKey key) {
        return token(ISSUER, name, roles, expiry, audience, key);
    }

    private static String token(
            String issuer, String name, Set<String> roles, Instant expiry, String audience, PrivateKey key) {
        return Jwt.issuer(issuer)
                .upn(name)
                .audience(audience)
                .groups(roles)
                .issuedAt(Instant.now().minusSeconds(120))
                .expiresAt(expiry)
                .sign(key);
    }

    /** Made once, and kept where every class loader finds it: the profile is not loaded by the test's. */
    private static String publicKey() {
        if (System.getProperty(PUBLIC_KEY) == null) {
            KeyPair keys = keys();
            System.setProperty(PRIVATE_KEY, encoded(keys.getPrivate()));
            System.setProperty(PUBLIC_KEY, encoded(keys.getPublic()));
        }
        return System.getProperty(PUBLIC_KEY);
    }

    private static PrivateKey providersKey() {
        try {
            byte[] key = Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
