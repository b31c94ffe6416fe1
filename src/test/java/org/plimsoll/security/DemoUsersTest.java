package org.plimsoll.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoUsersTest {
    private static final AuthenticationRequestContext NO_THREAD = new AuthenticationRequestContext() {
        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> function) {
            throw new AssertionError("a login takes no thread");
        }
    };

    private final DemoUsers users = new DemoUsers(true);

    @ParameterizedTest
    @ValueSource(strings = {"author", "approver", "activator", "evaluator", "auditor", "admin"})
    void userOfARole_hasThatRoleOnly(String name) {
        SecurityIdentity user = login(users, name, name);

        assertThat(user.getPrincipal().getName()).isEqualTo(name);
        assertThat(user.getRoles()).containsExactly(name);
        assertThat(user.isAnonymous()).isFalse();
    }

    @Test
    void officer_isAuthorApproverAndActivator() {
        assertThat(login(users, "officer", "officer").getRoles())
                .containsExactlyInAnyOrder("author", "approver", "activator");
    }

    @Test
    void everyRoleHasAUser() {
        assertThat(users.names()).containsAll(Roles.ALL).hasSize(Roles.ALL.size() + 1);
    }

    @ParameterizedTest
    @CsvSource({"admin,", "admin,''", "admin,Admin", "admin,adminadmin", "Admin,Admin", "'',''", "root,root"})
    void anotherNameOrPassword_isRefused(String name, String password) {
        assertRefused(users, name, password == null ? "" : password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "officer", "evaluator"})
    void nobodyLogsInWhereDemoUsersAreNotLetIn(String name) {
        assertRefused(new DemoUsers(false), name, name);
    }

    private static void assertRefused(DemoUsers users, String name, String password) {
        assertThatThrownBy(() -> login(users, name, password)).isInstanceOf(AuthenticationFailedException.class);
    }

    private static SecurityIdentity login(DemoUsers users, String name, String password) {
        return users.authenticate(
                        new UsernamePasswordAuthenticationRequest(name, new PasswordCredential(password.toCharArray())),
                        NO_THREAD)
                .await()
                .indefinitely();
    }
}
